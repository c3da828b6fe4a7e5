"""What steps change of an application and of its budget line, without a database."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from chassis.life_cycle import IllegalTransition
from contracts.vocabulary import LegalForm, RejectionReason
from funding.domain.application import Application, after_step
from funding.domain.budget import Balance, BudgetLine, with_ceiling
from funding.domain.change import clock
from funding.domain.life_cycle import State, Step
from funding.domain.next_action import NextAction, Owner, next_action
from funding.domain.rules import Regime, RuleSet, WhenShort
from funding.domain.steps import (
    award,
    lodge_objection,
    order_payment,
    reject,
    request_supplement,
    settle,
    submit,
    supply,
)

Make = Callable[..., Application]
NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
DAY = timedelta(days=1)
RULES = RuleSet(
    legal_forms=frozenset({LegalForm.ASSOCIATION}),
    minimum_cents=250_00,
    maximum_cents=3_000_00,
    mandate_up_to_cents=600_00,
    when_short=WhenShort.NOTHING,
    one_off=False,
    regime=Regime.SUBSIDY,
)


def line(used_cents: int, *, nearly_reached: bool) -> BudgetLine:
    balance = Balance(committed_cents=used_cents)
    return BudgetLine(uuid4(), "GM1963", 1_000_00, balance, 2, nearly_reached)


@pytest.mark.parametrize(
    ("ceiling_cents", "still_said"),
    [(999_99, True), (1_000_00, False), (1_000_01, False)],
)
def test_that_little_is_left_no_longer_holds_when_a_new_ceiling_leaves_a_tenth(
    ceiling_cents: int, still_said: bool
) -> None:
    raised = with_ceiling(line(900_00, nearly_reached=True), ceiling_cents)
    assert (raised.ceiling_cents, raised.nearly_reached) == (ceiling_cents, still_said)


def test_a_lower_ceiling_does_not_say_by_itself_that_little_is_left() -> None:
    assert not with_ceiling(line(900_00, nearly_reached=False), 950_00).nearly_reached


def test_a_refused_outcome_says_from_where_and_by_which_step(application: Make) -> None:
    with pytest.raises(IllegalTransition) as refused:
        after_step(application(state=State.SUBMITTED), Step.ALLOT, NOW, State.PAID)
    illegal = refused.value
    assert (illegal.state, illegal.step) == ("submitted", "allot")
    assert set(illegal.possible) == {"check", "refuse", "allot", "withdraw"}


def test_what_is_submitted_is_kept_with_its_moment_its_rules_and_its_term(
    application: Make,
) -> None:
    draft = application(state=State.DRAFT, rule_set_version=1)
    submitted = submit(draft, RULES, 4, NOW + 30 * DAY, NOW)
    assert (submitted.submitted_at, submitted.rule_set_version) == (NOW, 4)
    assert (submitted.decide_by, submitted.within_mandate) == (NOW + 30 * DAY, True)


def test_an_award_keeps_its_condition_and_forgets_an_earlier_rejection(application: Make) -> None:
    objected = application(
        state=State.OBJECTION_LODGED, rejection_reason=RejectionReason.NOT_SUPPORTED
    )
    awarded = award(objected, Step.DECIDE, 600_00, "permit_needed", NOW)
    assert (awarded.state, awarded.awarded_cents) == ("condition_pending", 600_00)
    assert (awarded.condition, awarded.rejection_reason) == ("permit_needed", None)


def test_a_rejection_forgets_an_earlier_award(application: Make) -> None:
    objected = application(state=State.OBJECTION_LODGED, awarded_cents=400_00)
    rejected = reject(objected, Step.DECIDE, RejectionReason.NOT_SUPPORTED, NOW)
    assert (rejected.state, rejected.awarded_cents) == ("rejected", None)


def test_the_days_that_a_supplement_took_are_added_to_the_term_and_its_own_term_is_gone(
    application: Make,
) -> None:
    checked = application(state=State.ADMISSIBILITY_CHECK, decide_by=NOW + 10 * DAY)
    asked = request_supplement(checked, NOW + 14 * DAY, NOW)
    supplied = supply(asked, NOW + 3 * DAY)
    assert asked.supply_by == NOW + 14 * DAY
    assert (supplied.decide_by, supplied.supply_by) == (NOW + 13 * DAY, None)


def test_an_objection_begins_a_term_of_its_own(application: Make) -> None:
    late = application(state=State.REJECTED, decide_by=NOW - DAY, overdue=True)
    objected = lodge_objection(late, Regime.SUBSIDY, NOW + 42 * DAY, NOW)
    assert (objected.decide_by, objected.overdue) == (NOW + 42 * DAY, False)


@pytest.mark.parametrize("state", [State.AWARDED, State.PARTIALLY_AWARDED])
def test_an_award_stays_what_it_is_when_its_payment_is_ordered(
    application: Make, state: State
) -> None:
    ordered = order_payment(application(state=state, awarded_cents=1_00), NOW)
    assert (ordered.state, ordered.payment_ordered) == (state, True)


def test_a_condition_that_is_never_met_ends_at_nothing(application: Make) -> None:
    pending = application(state=State.CONDITION_PENDING, awarded_cents=600_00)
    assert settle(pending, 0, NOW).settled_cents == 0


def test_a_supplement_has_a_term_and_what_waits_for_a_decision_has_one(application: Make) -> None:
    supplement = application(state=State.SUPPLEMENT_REQUESTED, supply_by=NOW, decide_by=NOW + DAY)
    assert clock(supplement) == ("supplement_term", NOW)
    assessed = application(state=State.UNDER_ASSESSMENT, supply_by=NOW, decide_by=NOW + DAY)
    assert clock(assessed) == ("decision_term", NOW + DAY)


def test_only_what_waits_in_line_for_the_machine_has_no_term_to_decide(application: Make) -> None:
    within = {"decide_by": NOW, "within_mandate": True}
    assert clock(application(state=State.SUBMITTED, **within)) is None
    assert clock(application(state=State.UNDER_ASSESSMENT, **within)) == ("decision_term", NOW)
    assert clock(application(state=State.SUBMITTED, decide_by=NOW)) == ("decision_term", NOW)


def test_a_next_action_is_due_when_its_own_term_ends(application: Make) -> None:
    both = {"supply_by": NOW, "decide_by": NOW + DAY}
    assert next_action(application(state=State.SUPPLEMENT_REQUESTED, **both)) == NextAction(
        Owner.APPLICANT, Step.SUPPLY, NOW
    )
    assert next_action(application(state=State.DEFERRED, **both)) == NextAction(
        Owner.CORE_TEAM, Step.ASSESS, NOW + DAY
    )
    assert next_action(application(state=State.EXECUTING, **both)) == NextAction(
        Owner.APPLICANT, Step.REPORT
    )
