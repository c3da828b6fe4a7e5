"""Escalation goes somewhere, and ends: who is told, how often, and what then (S1, P17)."""

from datetime import timedelta
from uuid import UUID

import pytest
from contracts.vocabulary import (
    Capacity,
    ConsentGround,
    Theme,
)
from routing.assignment.domain.capacity import Room
from routing.assignment.domain.commitments import Commitment, Duty
from routing.assignment.domain.network import Network
from routing.assignment.domain.partner import Partner
from routing.case.decision import SYSTEM, Decision
from routing.case.explanation_record import Basis, Ground
from routing.case.question import Waiting
from routing.case.states import Term
from routing.case.steps import Step
from routing.handovers.domain.advance import (
    on_decision_term_ended,
    on_term_ended,
)
from routing.handovers.domain.ask import assign, wait
from routing_decisions import (
    AROUND,
    BY_RULE,
    escalations_of,
    requested,
    stepped,
    steps_of,
)
from routing_town import (
    DESK,
    FIRST,
    MONDAY,
    OFFICE,
    TERMS,
    TOWN,
    case,
    context,
    rule,
)

DAY = timedelta(days=1)
PROGRESS = (Step.ACCEPT, Step.MAKE_CONTACT, Step.REPORT_PROGRESS)


@pytest.mark.requirement("P17")
def test_two_escalations_of_one_handover_are_two_things_to_who_escalates_it() -> None:
    accepted = stepped(requested(), Step.ACKNOWLEDGE, Step.ACCEPT)
    seen = []
    for days in (5, 10):
        assert accepted.open is not None
        later = context(BY_RULE, now=MONDAY + days * DAY)
        decision = on_term_ended(accepted, accepted.open, Term.CONTACT, later)
        seen += escalations_of(decision)
        accepted = decision.case
    assert [each.to_organisation_id for each in seen] == [DESK, DESK]
    assert len({each.escalation_id for each in seen} - {None}) == 2


@pytest.mark.requirement("P17")
def test_who_decides_is_told_three_times_each_a_level_higher_and_not_again() -> None:
    decision, levels, now = wait(case(), Waiting.FAILED, DESK, AROUND), [], MONDAY
    for _ in range(5):
        levels += [each.level for each in escalations_of(decision)]
        now += 2 * DAY
        decision = on_decision_term_ended(decision.case, context(BY_RULE, now=now))
    assert levels == [1, 2, 3]
    question = decision.case.question
    assert (question.waiting, question.overdue_since) == (Waiting.FAILED, MONDAY + 2 * DAY)


@pytest.mark.requirement("P17")
@pytest.mark.parametrize(
    ("steps", "term"),
    [
        ((Step.ACCEPT,), Term.CONTACT),
        ((Step.ACCEPT, Step.MAKE_CONTACT), Term.PROGRESS),
        (PROGRESS, Term.PROGRESS),
        ((*PROGRESS, Step.PUT_ON_HOLD), Term.PROGRESS),
        ((Step.REQUEST_INFORMATION,), Term.INFORMATION),
        ((Step.REQUEST_CANCELLATION,), Term.CANCELLATION),
    ],
)
def test_who_does_nothing_after_three_reminders_loses_the_question_to_the_desk(
    steps: tuple[Step, ...], term: Term
) -> None:
    some, now, reminders = stepped(requested(), Step.ACKNOWLEDGE, *steps), MONDAY, 0
    while some.open:
        now += TERMS[term]
        decision = on_term_ended(some, some.open, term, context(BY_RULE, now=now))
        some = decision.case
        reminders += some.open is not None
    assert reminders == 3
    (taken,), (escalated,) = steps_of(decision), escalations_of(decision)
    assert (taken.step, taken.actor) == (Step.CANCEL, SYSTEM)
    assert (escalated.reason, escalated.level, escalated.handover) == ("no_response", 1, None)
    assert escalated.to_organisation_id == DESK
    assert some.question.waiting is Waiting.NO_RESPONSE
    assert len(some.handovers) == 1


@pytest.mark.requirement("P17")
def test_who_decides_by_the_rule_hears_that_a_decision_is_late() -> None:
    precise = rule(FIRST, theme=Theme.VOLUNTEERS, escalate_to_organisation_id=OFFICE)
    waits = case(waiting=Waiting.FAILED, decide_by=MONDAY, escalations=1)
    (escalated,) = escalations_of(on_decision_term_ended(waits, context(rule(), precise)))
    assert escalated.to_organisation_id == OFFICE


@pytest.mark.requirement("P17")
def test_a_term_that_was_to_find_a_rule_and_found_that_nobody_has_room_begins_anew() -> None:
    waits = case(waiting=Waiting.NO_RULE, decide_by=MONDAY)
    closed = Partner(room=Room(capacity=Capacity.CLOSED))
    agreed = Commitment(
        ground=Ground(Basis.AGREEMENT, UUID(int=91), 1),
        organisation_id=FIRST,
        duty=Duty.EXECUTES,
    )
    network = Network(commitments={TOWN: [agreed]}, partners={FIRST: closed})
    found = on_decision_term_ended(waits, context(network=network)).case.question
    assert (found.waiting, found.overdue_since) == (Waiting.NO_RESPONDER, None)


@pytest.mark.requirement("P17")
def test_progress_that_is_late_is_not_late_contact() -> None:
    asks = stepped(requested(), Step.ACKNOWLEDGE, Step.REQUEST_INFORMATION)
    assert asks.open is not None
    later = context(BY_RULE, now=MONDAY + 5 * DAY)
    (escalated,) = escalations_of(on_term_ended(asks, asks.open, Term.INFORMATION, later))
    assert escalated.reason == "expired"


@pytest.mark.requirement("P17")
def test_a_decision_that_is_late_is_escalated_from_when_it_was_due() -> None:
    due = MONDAY + 2 * DAY
    waits = assign(case(), context(rule(receivers=()))).case
    assert (waits.question.waiting, waits.question.decide_by) == (Waiting.NO_RESPONDER, due)
    early = context(rule(receivers=()), now=due - timedelta(microseconds=1))
    assert on_decision_term_ended(waits, early) == Decision(waits)
    late = on_decision_term_ended(waits, context(rule(receivers=()), now=due))
    (escalated,) = escalations_of(late)
    assert (escalated.level, escalated.to_organisation_id) == (2, DESK)
    question = late.case.question
    assert (question.overdue_since, question.decide_by) == (due, due + 2 * DAY)
    again = on_decision_term_ended(late.case, context(rule(receivers=()), now=due + 2 * DAY))
    assert again.case.question.overdue_since == due
    found = on_decision_term_ended(waits, context(rule(FIRST), now=due))
    assert [each.handover.to_organisation_id for each in steps_of(found)] == [FIRST]
    assert (found.case.question.overdue_since, found.case.question.escalations) == (None, 0)
    assert on_decision_term_ended(case(), context(now=due)).happenings == ()
    undated = case(waiting=Waiting.FAILED)
    assert len(escalations_of(on_decision_term_ended(undated, AROUND))) == 1


@pytest.mark.requirement("P17")
def test_who_decides_is_told_again_when_the_reason_changes_and_not_otherwise() -> None:
    waits = wait(case(), Waiting.FAILED, DESK, AROUND)
    assert wait(waits.case, Waiting.FAILED, DESK, AROUND) == Decision(waits.case)
    other = wait(waits.case, Waiting.CANCELLED, DESK, AROUND)
    (escalated,) = escalations_of(other)
    assert (escalated.level, other.case.question.escalations) == (1, 1)
    nobody = wait(requested(), Waiting.NO_RULE, None, AROUND)
    assert (nobody.happenings, len(nobody.case.handovers)) == ((), 1)
    later = wait(nobody.case, Waiting.NO_RULE, DESK, AROUND)
    assert len(escalations_of(later)) == 1


@pytest.mark.requirement("P18")
def test_without_consent_who_decides_by_the_rule_asks_for_it() -> None:
    precise = rule(FIRST, theme=Theme.VOLUNTEERS, escalate_to_organisation_id=OFFICE)
    around = context(rule(FIRST), precise)
    (escalated,) = escalations_of(assign(case(consent=ConsentGround.NOT_ASKED), around))
    assert escalated.to_organisation_id == OFFICE
