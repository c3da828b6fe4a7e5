"""The life of an application, as domain.md draws it: what it can do, and nothing else."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import product

import pytest
from funding.api.callers import PERMITTED
from funding.api.refusals import LABELS
from funding.domain.application import Application, take
from funding.domain.next_action import next_action
from funding.domain.refusals import IllegalStep
from funding.domain.states import ALLOWED, ENDS, SILENT, State, Step
from funding.facts import FACTS
from funding.settings import Terms

Make = Callable[..., Application]
NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
DRAWN = {
    "draft": "submitted withdrawn",
    "submitted": "admissibility_check withdrawn "
    "awarded partially_awarded condition_pending rejected",
    "admissibility_check": "supplement_requested not_considered under_assessment withdrawn",
    "supplement_requested": "admissibility_check not_considered withdrawn",
    "under_assessment": "under_assessment deferred withdrawn "
    "awarded partially_awarded condition_pending rejected",
    "deferred": "under_assessment withdrawn",
    "awarded": "awarded paid objection_lodged",
    "partially_awarded": "partially_awarded paid objection_lodged",
    "condition_pending": "awarded partially_awarded settled",
    "paid": "executing",
    "executing": "report_submitted reclaimed",
    "report_submitted": "settled reclaimed",
    "rejected": "objection_lodged",
    "objection_lodged": "awarded partially_awarded condition_pending rejected",
    "not_considered": "",
    "settled": "",
    "reclaimed": "",
    "withdrawn": "",
}


@pytest.mark.parametrize("state", State)
def test_each_state_leads_where_it_is_drawn_to_lead(state: State) -> None:
    leads = {to for outcomes in ALLOWED[state].values() for to in outcomes}
    assert leads == set(DRAWN[state].split())


@pytest.mark.parametrize("state", State)
def test_a_step_is_taken_as_the_table_says_or_refused(application: Make, state: State) -> None:
    before = application(state=state, version=3)
    for step, to in product(Step, State):
        if to in ALLOWED[state].get(step, ()):
            after = take(before, step, NOW, to)
            assert (after.state, after.state_since) == (to, NOW)
            assert after.version == (3 if step in SILENT else 4)
        else:
            with pytest.raises(IllegalStep) as refused:
                take(before, step, NOW, to)
            assert refused.value.possible == sorted(ALLOWED[state])


def test_every_state_can_be_reached() -> None:
    reached, frontier = {State.DRAFT}, [State.DRAFT]
    while frontier:
        leads = {to for outcomes in ALLOWED[frontier.pop()].values() for to in outcomes}
        frontier += leads - reached
        reached |= leads
    assert reached == set(State)


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
    assert (coming is None) == (state in ENDS)
    if coming is not None:
        assert coming.action in ALLOWED[state]
        people = PERMITTED.get(coming.action, ())
        roles = {"partner": "applicant"}
        assert coming.owner == "machine" or coming.owner in {roles.get(r, r) for r in people}
        assert coming.by or hasattr(Terms(), coming.action)


def test_every_step_that_others_hear_of_has_its_fact_and_every_state_its_label() -> None:
    assert FACTS.keys() | SILENT | {Step.ALLOT, Step.DECIDE} == set(Step)
    assert LABELS.keys() == set(State)


def test_a_machine_may_allot_and_refuse_and_nothing_else() -> None:
    """A human group decides; the mandate that it gave is the one exception (F08)."""
    assert set(Step) - PERMITTED.keys() == {Step.ALLOT, Step.REFUSE}
    assert PERMITTED[Step.DECIDE] == ("core_team",)
