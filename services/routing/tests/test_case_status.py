"""Whose turn an open question is, for what and until when (S1, P01, P17)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from contracts.vocabulary import ConsentGround, HandoverMode
from routing.case.decision import Case
from routing.case.handover import Handover
from routing.case.question import Awaits, Waiting
from routing.case.states import State, Term
from routing.worklist.case_status import Action, CaseState, CaseStatus, Owner, status_of
from routing_town import COUNCIL, DESK, FIRST, MONDAY, TOWN, case

SOON, LATER = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def with_handover(state: State, **others: Any) -> Case:
    handover = Handover(
        handover_id=UUID(int=10),
        question_id=UUID(int=11),
        municipality_code=TOWN,
        attempt=1,
        to_organisation_id=FIRST,
        from_organisation_id=COUNCIL,
        via_organisation_id=None,
        escalate_to_organisation_id=DESK,
        rule_id=UUID(int=12),
        rule_version=1,
        mode=HandoverMode.WARM,
        consent=ConsentGround.CONSENT_GIVEN,
        state=state,
        version=1,
        requested_at=MONDAY,
        acknowledge_by=SOON,
        reply_by=LATER,
        due_at=SOON,
    )
    return Case(case().question, (replace(handover, **others),))


@pytest.mark.requirement("P01")
@pytest.mark.parametrize(
    ("state", "shown", "action", "clock", "owner"),
    [
        ("requested", "requested", "acknowledge", "acknowledgement_term", FIRST),
        ("acknowledged", "acknowledged", "accept", "reply_term", FIRST),
        ("info_requested", "info_requested", "provide_information", "information_term", COUNCIL),
        ("accepted", "accepted", "make_contact", "contact_term", FIRST),
        ("contact_made", "contact_made", "report_progress", "progress_term", FIRST),
        ("in_progress", "in_progress", "complete", "progress_term", FIRST),
        ("on_hold", "on_hold", "resume", "progress_term", FIRST),
        (
            "cancellation_requested",
            "cancellation_requested",
            "confirm_cancellation",
            "cancellation_term",
            FIRST,
        ),
    ],
)
def test_in_every_open_state_somebody_has_something_to_do_before_a_time(
    state: str, shown: str, action: str, clock: str, owner: UUID
) -> None:
    assert status_of(with_handover(State(state))) == CaseStatus(
        state=CaseState(shown),
        owner=Owner.ORGANISATION,
        owner_organisation_id=owner,
        action=Action(action),
        clock=Term(clock),
        due_at=SOON,
    )


@pytest.mark.requirement("P17")
def test_the_desk_tells_more_where_no_organisation_took_the_question() -> None:
    status = status_of(with_handover(State.INFO_REQUESTED, from_organisation_id=None))
    assert status is not None
    assert (status.owner, status.owner_organisation_id) == (Owner.DESK, DESK)
    elsewhere = status_of(with_handover(State.ACCEPTED, from_organisation_id=None))
    assert elsewhere is not None
    assert (elsewhere.owner, elsewhere.owner_organisation_id) == (Owner.ORGANISATION, FIRST)


def test_what_is_late_stays_due_when_it_was_due() -> None:
    late = status_of(with_handover(State.ACCEPTED, overdue_since=MONDAY, due_at=LATER))
    assert late is not None
    assert (late.late, late.due_at) == (True, MONDAY)


def test_a_handover_without_a_time_of_its_own_is_due_when_a_reply_is() -> None:
    status = status_of(with_handover(State.ACKNOWLEDGED, due_at=None))
    assert status is not None
    assert (status.late, status.due_at) == (False, LATER)


def test_contact_shows_once_it_was_made() -> None:
    before = status_of(with_handover(State.ON_HOLD))
    after = status_of(with_handover(State.ON_HOLD, contact_at=MONDAY))
    assert before is not None
    assert after is not None
    assert (before.contact, after.contact) == (False, True)


@pytest.mark.requirement("P17")
@pytest.mark.parametrize(
    ("awaits", "shown", "action", "clock", "contact"),
    [
        ("information", "awaiting_provider", "provide_information", "provider_silence_term", False),
        ("check", "answered", "say_whether_it_helped", "provider_check_term", True),
    ],
)
def test_a_provider_who_was_asked_something_has_the_turn_also_while_the_desk_waits(
    awaits: str, shown: str, action: str, clock: str, contact: bool
) -> None:
    waits = case(awaits=Awaits(awaits), awaits_until=SOON, waiting=Waiting.NO_RULE, decide_by=LATER)
    assert status_of(waits) == CaseStatus(
        state=CaseState(shown),
        owner=Owner.PROVIDER,
        owner_organisation_id=None,
        action=Action(action),
        clock=Term(clock),
        due_at=SOON,
        contact=contact,
    )
    assert status_of(case(awaits=Awaits(awaits))) is None


@pytest.mark.requirement("P17")
def test_a_question_that_nobody_has_is_for_the_desk_to_decide() -> None:
    waiting = {"waiting": Waiting.NO_RESPONDER, "decide_by": SOON}
    plain = CaseStatus(
        state=CaseState.WAITING,
        owner=Owner.DESK,
        owner_organisation_id=None,
        action=Action.DECIDE,
        clock=Term.DECISION,
        due_at=SOON,
    )
    assert status_of(case(**waiting)) == plain
    late = case(**waiting, overdue_since=MONDAY)
    assert status_of(late) == replace(plain, due_at=MONDAY, late=True)


def test_who_was_to_decide_about_the_last_handover_decides_now() -> None:
    declined = with_handover(State.DECLINED, due_at=None)
    (first,) = declined.handovers
    second = replace(first, attempt=2)
    third = replace(first, attempt=3, escalate_to_organisation_id=COUNCIL)
    question = replace(declined.question, waiting=Waiting.ATTEMPTS_USED_UP, decide_by=SOON)
    status = status_of(Case(question, (first, second, third)))
    assert status is not None
    assert status.owner_organisation_id == COUNCIL


def test_a_question_that_is_done_is_nobody_s_turn() -> None:
    assert status_of(case(ended=True)) is None
    assert status_of(case(waiting=Waiting.NO_RULE)) is None
    assert status_of(with_handover(State.COMPLETED, due_at=None)) is None
