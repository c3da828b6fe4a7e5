"""The life of a question as domain.md draws it, written out: every step from every state."""

from dataclasses import replace
from uuid import UUID

import pytest
from chassis.life_cycle import IllegalTransition
from contracts.vocabulary import QuestionOutcome
from intake.questions.life_cycle import State, Step
from intake.questions.steps import Move, after, fits

from .test_domain import ONE, question

IN_CHARGE = {"answer": "answered", "divert": "diverted", "merge": "duplicate"}
UNTOUCHED = {
    **IN_CHARGE,
    "triage": "triaging",
    "classify": "triaging",
    "end_triage_term": "triaging",
    "escalate": "triaging",
    "request_handover": "routed",
    "withdraw": "withdrawn",
}
DRAWN = {
    "received": {**UNTOUCHED, "record_consent": "received"},
    "reopened": {**UNTOUCHED, "record_consent": "reopened"},
    "triaging": {
        "classify": "triaging",
        "end_triage_term": "triaging",
        **IN_CHARGE,
        "request_information": "awaiting_provider",
        "request_handover": "routed",
        "record_consent": "triaging",
        "withdraw": "withdrawn",
    },
    "awaiting_provider": {
        **IN_CHARGE,
        "classify": "awaiting_provider",
        "take_back": "triaging",
        "provide_information": "triaging",
        "remind_provider": "awaiting_provider",
        "end_silence": "triaging",
        "request_handover": "routed",
        "provide_handover_information": "routed",
        "accept_handover": "in_progress",
        "end_handover": "triaging",
        "record_consent": "awaiting_provider",
        "withdraw": "withdrawn",
    },
    "routed": {
        **IN_CHARGE,
        "classify": "routed",
        "take_back": "triaging",
        "request_handover": "routed",
        "request_handover_information": "awaiting_provider",
        "accept_handover": "in_progress",
        "end_handover": "triaging",
        "record_consent": "routed",
        "withdraw": "withdrawn",
    },
    "in_progress": {
        **IN_CHARGE,
        "classify": "in_progress",
        "take_back": "triaging",
        "make_contact": "in_progress",
        "report_progress": "in_progress",
        "complete_handover": "answered",
        "end_handover": "triaging",
        "record_consent": "in_progress",
        "withdraw": "withdrawn",
    },
    "answered": {
        "divert": "diverted",
        "close": "closed",
        "end_check": "closed",
        "reopen": "reopened",
        "record_consent": "answered",
        "withdraw": "withdrawn",
    },
    "closed": {},
    "withdrawn": {},
    "diverted": {},
    # Not in the drawing: what was taken for the same question can turn out to be another.
    "duplicate": {"unmerge": "triaging"},
}


# While an organisation was asked to take it over, the turn goes back to that organisation; once it
# has said that there was contact, the provider confirms it.
WITH_A_HANDOVER = {
    **DRAWN,
    "in_progress": {**DRAWN["in_progress"], "confirm_contact": "in_progress"},
    "answered": {**DRAWN["answered"], "confirm_contact": "answered"},
    "awaiting_provider": {
        **DRAWN["awaiting_provider"],
        "provide_information": "routed",
        "end_silence": "routed",
    },
}


@pytest.mark.requirement("P17")
@pytest.mark.parametrize(("handover_id", "drawn"), [(None, DRAWN), (ONE, WITH_A_HANDOVER)])
@pytest.mark.parametrize("state", State)
def test_a_question_goes_where_it_is_drawn_to_go_and_nowhere_else(
    state: State, handover_id: UUID | None, drawn: dict[str, dict[str, str]]
) -> None:
    before = question(state, handover_id=handover_id)
    for step in Step:
        if step in drawn[state]:
            reached = after(before, Move(step, handover_id=handover_id)).state
            assert reached == drawn[state][step], step
        else:
            with pytest.raises(IllegalTransition) as refused:
                after(before, Move(step, handover_id=handover_id))
            assert set(refused.value.possible) == set(drawn[state])


@pytest.mark.parametrize("state", [State.CLOSED, State.WITHDRAWN, State.DIVERTED, State.DUPLICATE])
def test_what_is_done_can_be_diverted_for_safety_and_for_nothing_else(state: State) -> None:
    before = question(state)
    assert after(before, Move(Step.DIVERT, reason="safety")).state == "diverted"
    with pytest.raises(IllegalTransition):
        after(before, Move(Step.DIVERT, reason="outside_scope"))


@pytest.mark.parametrize("step", ["answer", "divert", "merge", "take_back"])
@pytest.mark.parametrize("state", [State.ROUTED, State.IN_PROGRESS, State.AWAITING_PROVIDER])
def test_what_the_desk_decides_about_nobody_has_any_more(state: State, step: str) -> None:
    held = question(state, handover_id=ONE)
    before = replace(held, asked_organisation_id=ONE, owner_organisation_id=ONE)
    decided = after(before, Move(Step(step), outcome=QuestionOutcome.HELPED))
    assert (decided.handover_id, decided.asked_organisation_id) == (None, None)
    assert decided.owner_organisation_id is None
    assert decided.version == before.version + 1


def test_a_step_of_a_handover_that_was_taken_back_does_not_fit_any_more() -> None:
    taken_back = after(question(State.ROUTED, handover_id=ONE), Move(Step.TAKE_BACK))
    assert not fits(taken_back, Move(Step.ACCEPT_HANDOVER, handover_id=ONE))
    assert not fits(taken_back, Move(Step.END_HANDOVER, handover_id=ONE))


def test_every_state_is_drawn_and_can_be_reached() -> None:
    reached = {"received"} | {to for steps in DRAWN.values() for to in steps.values()}
    assert reached == set(State) == set(DRAWN)
