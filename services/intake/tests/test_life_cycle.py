"""The life of a question as domain.md draws it, written out: every step from every state."""

from uuid import UUID

import pytest
from chassis.life_cycle import IllegalTransition
from intake.questions.life_cycle import State, Step
from intake.questions.steps import Move, after

from .test_domain import ONE, question

UNTOUCHED = {
    "triage": "triaging",
    "classify": "triaging",
    "end_triage_term": "triaging",
    "escalate": "triaging",
    "request_handover": "routed",
    "withdraw": "withdrawn",
}
DRAWN = {
    "received": {**UNTOUCHED, "merge": "duplicate", "record_consent": "received"},
    "reopened": {**UNTOUCHED, "record_consent": "reopened"},
    "triaging": {
        "classify": "triaging",
        "end_triage_term": "triaging",
        "request_information": "awaiting_provider",
        "answer": "answered",
        "divert": "diverted",
        "merge": "duplicate",
        "request_handover": "routed",
        "record_consent": "triaging",
        "withdraw": "withdrawn",
    },
    "awaiting_provider": {
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
        "request_handover": "routed",
        "request_handover_information": "awaiting_provider",
        "accept_handover": "in_progress",
        "end_handover": "triaging",
        "record_consent": "routed",
        "withdraw": "withdrawn",
    },
    "in_progress": {
        "make_contact": "in_progress",
        "report_progress": "in_progress",
        "complete_handover": "answered",
        "end_handover": "triaging",
        "record_consent": "in_progress",
        "withdraw": "withdrawn",
    },
    "answered": {
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


# While an organisation was asked to take it over, the turn goes back to that organisation.
WITH_A_HANDOVER = {
    **DRAWN,
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


def test_every_state_is_drawn_and_can_be_reached() -> None:
    reached = {"received"} | {to for steps in DRAWN.values() for to in steps.values()}
    assert reached == set(State) == set(DRAWN)
