"""Who sees what of a handover, in every state: the whole table, through HTTP."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import pytest
from chassis.process.testing import Running
from contracts.intake import QuestionWithdrawn
from contracts.routing import HandoverRequested
from contracts.vocabulary import ConsentGround
from routing.case.lifecycle import State
from routing.case.visibility import SEES, TAKEN_UP, Thing, Viewer
from routing_people import ACCEPT, HELPED, as_coordinator, as_partner, see, take
from routing_town import (
    COUNCIL,
    FIRST,
    MONDAY,
    OFFICE,
    THIRD,
    TOWN,
    later,
    received,
    rule_entry,
    settle,
)

ACKNOWLEDGE: Final = {"step": "acknowledge"}
CANCEL: Final = {"step": "request_cancellation"}
ROADS: Final[Mapping[State, Sequence[dict[str, Any]]]] = {
    State.REQUESTED: [],
    State.ACKNOWLEDGED: HELPED[:1],
    State.INFO_REQUESTED: [ACKNOWLEDGE, {"step": "request_information"}],
    State.ACCEPTED: HELPED[:2],
    State.CONTACT_MADE: HELPED[:3],
    State.IN_PROGRESS: HELPED[:4],
    State.ON_HOLD: [*HELPED[:4], {"step": "put_on_hold", "reason": "out_of_season"}],
    State.CANCELLATION_REQUESTED: [ACKNOWLEDGE, ACCEPT, CANCEL],
    State.DECLINED: [ACKNOWLEDGE, {"step": "decline", "reason": "wrong_theme"}],
    State.EXPIRED: [],
    State.RETURNED: [*HELPED[:2], {"step": "return", "reason": "other"}],
    State.CANCELLED: HELPED[:2],
    State.COMPLETED: HELPED,
    State.FAILED: [*HELPED[:4], {"step": "fail", "reason": "no_means"}],
}
"""The steps that lead to each state; time and the provider do the rest."""

PEOPLE: Final[Mapping[Viewer, Callable[[Running], dict[str, str]]]] = {
    Viewer.SENDER: lambda app: as_partner(app, COUNCIL),
    Viewer.RECEIVER: lambda app: as_partner(app, FIRST),
    Viewer.OFFICE: lambda app: as_partner(app, OFFICE),
    Viewer.COORDINATOR: as_coordinator,
    Viewer.SERVICE: lambda app: app.token("service"),
    Viewer.ADMINISTRATOR: lambda app: app.token("administrator", municipalities=[TOWN]),
    Viewer.OTHER: lambda app: as_partner(app, THIRD),
}


async def brought_to(app: Running, state: State, consent: ConsentGround) -> HandoverRequested:
    """A handover of an entrepreneur's question in this state, about which the desk made a note."""
    rule = rule_entry(FIRST, provider_kind="entrepreneur", via_organisation_id=str(OFFICE))
    await settle(app, rule)
    question = received(provider_kind="entrepreneur", consent=consent)
    await app.hear(question)
    [requested] = await app.announced_of(HandoverRequested)
    notes = f"/v1/cases/{requested.question_id}/notes"
    await app.client.post(notes, json={"text": "Belt liever."}, headers=as_coordinator(app))
    for step in ROADS[state]:
        who = COUNCIL if step is CANCEL else FIRST
        assert (await take(app, requested.handover_id, step, who)).status_code == 200
    if state is State.EXPIRED:
        await app.ring(MONDAY + timedelta(days=3))
    if state is State.CANCELLED:
        await app.hear(later(question, QuestionWithdrawn))
    return requested


async def seen_by(
    app: Running, headers: dict[str, str], requested: HandoverRequested
) -> set[Thing]:
    """What somebody is shown."""
    path, case = f"handovers/{requested.handover_id}", f"cases/{requested.question_id}"
    handover = await see(app, path, headers)
    members = handover.json() if handover.status_code == 200 else {}
    receiver = await see(app, f"{path}/receiver?purpose=inform_provider", headers)
    explained = await see(app, f"{path}/explanation", headers)
    notes = await see(app, f"{case}/notes", headers)
    told = await see(app, case, headers)
    timeline = told.json()["timeline"] if told.status_code == 200 else []
    is_shown = {
        Thing.STATE: "state" in members,
        Thing.OUTCOME: "outcome" in members,
        Thing.RECEIVER: receiver.status_code == 200,
        Thing.DETAILS: bool(members.get("details_ref")),
        Thing.NOTES: notes.status_code == 200 and bool(notes.json()),
        Thing.EXPLANATION: explained.status_code == 200 and "why" in members,
        Thing.TIMELINE: _of(requested.handover_id, timeline),
    }
    return {thing for thing, shown in is_shown.items() if shown}


def _of(handover_id: UUID, timeline: list[dict[str, Any]]) -> bool:
    return any(entry["handover_id"] == str(handover_id) for entry in timeline)


@pytest.mark.requirement("P03")
@pytest.mark.parametrize("state", State)
async def test_everybody_sees_what_the_table_says_and_nothing_else(
    app: Running, state: State
) -> None:
    requested = await brought_to(app, state, ConsentGround.CONSENT_GIVEN)
    desk = await see(app, f"handovers/{requested.handover_id}", as_coordinator(app))
    assert desk.json()["state"] == state
    for viewer in Viewer:
        expected = {thing for thing in Thing if state in SEES[viewer][thing]}
        shown = await seen_by(app, PEOPLE[viewer](app), requested)
        assert shown == expected, f"{viewer} in {state}"


@pytest.mark.parametrize("state", sorted(TAKEN_UP))
async def test_without_consent_the_receiver_never_sees_where_the_details_are(
    app: Running, state: State
) -> None:
    requested = await brought_to(app, state, ConsentGround.NOT_ASKED)
    shown = await seen_by(app, as_partner(app, FIRST), requested)
    assert Thing.DETAILS not in shown
    assert Thing.RECEIVER in shown


async def test_a_handover_that_was_never_accepted_shows_no_more_when_it_is_to_be_cancelled(
    app: Running,
) -> None:
    requested = await brought_to(app, State.ACKNOWLEDGED, ConsentGround.CONSENT_GIVEN)
    assert (await take(app, requested.handover_id, CANCEL, COUNCIL)).status_code == 200
    shown = await seen_by(app, as_partner(app, FIRST), requested)
    assert not shown & {Thing.DETAILS, Thing.RECEIVER}


def test_the_table_says_what_was_agreed() -> None:
    """The lines that must never move without somebody deciding so."""
    assert not SEES[Viewer.SENDER][Thing.NOTES]
    assert not SEES[Viewer.SENDER][Thing.DETAILS]
    assert SEES[Viewer.SENDER][Thing.OUTCOME] == frozenset(State)
    before = {State.REQUESTED, State.ACKNOWLEDGED, State.INFO_REQUESTED}
    assert not SEES[Viewer.RECEIVER][Thing.DETAILS] & before
    for nobody in (Viewer.OTHER, Viewer.ADMINISTRATOR):
        assert not any(SEES[nobody].values())
    for viewer in set(Viewer) - {Viewer.COORDINATOR}:
        assert not SEES[viewer][Thing.NOTES]
