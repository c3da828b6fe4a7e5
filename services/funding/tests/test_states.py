"""The life of an application, as domain.md draws it: what it can do, and nothing else."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import product

import pytest
from chassis.life_cycle import IllegalTransition
from funding.api.refusals import LABELS
from funding.domain.application import Application, after_step
from funding.domain.life_cycle import State, Step
from funding.domain.next_action import next_action
from funding.events import FACTS
from funding.permissions import PERMITTED
from funding.settings import Terms

Make = Callable[..., Application]
NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
DECISIONS = "awarded partially_awarded condition_pending rejected"
DRAWN = {
    "draft": {"submit": "submitted", "withdraw": "withdrawn"},
    "submitted": {
        "check": "admissibility_check",
        "refuse": "rejected",
        "allot": DECISIONS,
        "withdraw": "withdrawn",
    },
    "admissibility_check": {
        "admit": "under_assessment",
        "request_supplement": "supplement_requested",
        "not_consider": "not_considered",
        "withdraw": "withdrawn",
    },
    "supplement_requested": {
        "supply": "admissibility_check",
        "not_consider": "not_considered",
        "withdraw": "withdrawn",
    },
    "under_assessment": {
        "assess": "under_assessment",
        "defer": "deferred",
        "decide": DECISIONS,
        "withdraw": "withdrawn",
    },
    "deferred": {"assess": "under_assessment", "withdraw": "withdrawn"},
    "awarded": {
        "order_payment": "awarded",
        "confirm_payment": "paid",
        "object": "objection_lodged",
    },
    "partially_awarded": {
        "order_payment": "partially_awarded",
        "confirm_payment": "paid",
        "object": "objection_lodged",
    },
    "condition_pending": {"meet_condition": "awarded partially_awarded", "settle": "settled"},
    "paid": {"start": "executing"},
    "executing": {"report": "report_submitted", "reclaim": "reclaimed"},
    "report_submitted": {"settle": "settled", "reclaim": "reclaimed"},
    "rejected": {"object": "objection_lodged"},
    "objection_lodged": {"decide": DECISIONS},
    "not_considered": {},
    "settled": {},
    "reclaimed": {},
    "withdrawn": {},
}
ENDED = {"not_considered", "rejected", "settled", "reclaimed", "withdrawn"}
SAID_TO_NOBODY = {"check", "meet_condition", "start"}


@pytest.mark.parametrize("state", State)
def test_a_step_leads_where_it_is_drawn_to_lead_or_is_refused(
    application: Make, state: State
) -> None:
    before, drawn = application(state=state, version=3), DRAWN[state]
    for step, to in product(Step, State):
        if to in drawn.get(step, "").split():
            after = after_step(before, step, NOW, to)
            assert (after.state, after.state_since) == (to, NOW)
            assert after.version == (3 if step in SAID_TO_NOBODY else 4)
        else:
            with pytest.raises(IllegalTransition) as refused:
                after_step(before, step, NOW, to)
            assert sorted(map(str, refused.value.possible)) == sorted(drawn)


def test_every_state_is_drawn_and_can_be_reached() -> None:
    reached, frontier = {"draft"}, ["draft"]
    while frontier:
        leads = {to for goals in DRAWN[frontier.pop()].values() for to in goals.split()}
        frontier += leads - reached
        reached |= leads
    assert reached == set(State) == set(DRAWN)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("within_mandate", [False, True])
@pytest.mark.parametrize("payment_ordered", [False, True])
def test_whoever_owes_the_next_step_can_take_it_and_has_a_term_for_it(
    application: Make, state: State, within_mandate: bool, payment_ordered: bool
) -> None:
    coming = next_action(
        application(
            state=state,
            within_mandate=within_mandate,
            payment_ordered=payment_ordered,
            decide_by=NOW,
            supply_by=NOW,
        )
    )
    assert (coming is None) == (state in ENDED)
    if coming is not None:
        assert coming.action in DRAWN[state]
        people = PERMITTED.get(coming.action, ())
        roles = {"partner": "applicant"}
        assert coming.owner == "machine" or coming.owner in {roles.get(r, r) for r in people}
        assert coming.by or hasattr(Terms(), coming.action)


def test_every_step_that_others_hear_of_has_its_fact_and_every_state_its_label() -> None:
    assert FACTS.keys() | SAID_TO_NOBODY | {Step.ALLOT, Step.DECIDE} == set(Step)
    assert LABELS.keys() == set(State)


APPLICANT = ("partner", "coordinator")


def test_a_step_is_for_whom_it_is_meant_and_the_machine_may_allot_and_refuse_alone() -> None:
    """A human group decides; the mandate that it gave is the one exception (F08)."""
    assert PERMITTED == {
        "submit": APPLICANT,
        "supply": APPLICANT,
        "start": APPLICANT,
        "report": APPLICANT,
        "withdraw": APPLICANT,
        "object": APPLICANT,
        "check": ("coordinator",),
        "admit": ("coordinator",),
        "request_supplement": ("coordinator",),
        "not_consider": ("coordinator",),
        "meet_condition": ("coordinator",),
        "order_payment": ("coordinator", "administrator"),
        "confirm_payment": ("administrator", "service"),
        "assess": ("core_team",),
        "defer": ("core_team",),
        "decide": ("core_team",),
        "settle": ("core_team",),
        "reclaim": ("core_team",),
    }
    assert set(Step) - PERMITTED.keys() == {"allot", "refuse"}
