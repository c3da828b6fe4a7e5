"""Who sees what of a handover, in every state: the whole table, through HTTP."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import pytest
from chassis.process.testing import Running
from contracts.intake import ConsentRecorded, QuestionWithdrawn
from contracts.routing import HandoverRequested
from contracts.vocabulary import ConsentGround
from routing.case.states import State
from routing.case.visibility import Thing, Viewer
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


# Of each state what a viewer sees: (s)tate, (o)utcome, (e)xplanation, (t)imeline, (d)etails,
# (r)eceiver by name, (n)otes. The sender sees how it goes and no working notes; the receiver, from
# acceptance to the end, what the task needs; the way in for entrepreneurs how it goes; an
# administrator of the register, and everybody else, nothing.
AGREED = """
                        sender receiver office coordinator service administrator other
requested               soet   soet     soet   soetdn      soetd   -             -
acknowledged            soet   soet     soet   soetdn      soetd   -             -
info_requested          soet   soet     soet   soetdn      soetd   -             -
accepted                soetr  soetdr   soet   soetdnr     soetdr  -             -
contact_made            soetr  soetdr   soet   soetdnr     soetdr  -             -
in_progress             soetr  soetdr   soet   soetdnr     soetdr  -             -
on_hold                 soetr  soetdr   soet   soetdnr     soetdr  -             -
cancellation_requested  soetr  soetdr   soet   soetdnr     soetdr  -             -
declined                soet   soet     soet   soetdn      soetd   -             -
expired                 soet   soet     soet   soetdn      soetd   -             -
returned                soet   soet     soet   soetdn      soetd   -             -
cancelled               soet   soet     soet   soetdn      soetd   -             -
completed               soet   soet     soet   soetdn      soetd   -             -
failed                  soet   soet     soet   soetdn      soetd   -             -
"""
LETTERS = {
    "s": "state",
    "o": "outcome",
    "e": "explanation",
    "t": "timeline",
    "d": "details",
    "r": "receiver",
    "n": "notes",
}
TAKEN_UP = ("accepted", "contact_made", "in_progress", "on_hold", "cancellation_requested")


def agreed(state: str) -> dict[str, set[str]]:
    """What every viewer sees."""
    heading, *lines = AGREED.strip().splitlines()
    [row] = [line.split()[1:] for line in lines if line.split()[0] == state]
    return {
        viewer: {LETTERS[letter] for letter in letters if letter != "-"}
        for viewer, letters in zip(heading.split(), row, strict=True)
    }


@pytest.mark.requirement("P03")
@pytest.mark.parametrize("state", State)
async def test_everybody_sees_what_was_agreed_and_nothing_else(app: Running, state: State) -> None:
    requested = await brought_to(app, state, ConsentGround.CONSENT_GIVEN)
    desk = await see(app, f"handovers/{requested.handover_id}", as_coordinator(app))
    assert desk.json()["state"] == state
    shown = {viewer: await seen_by(app, PEOPLE[viewer](app), requested) for viewer in Viewer}
    assert shown == agreed(state)


@pytest.mark.parametrize("state", TAKEN_UP)
async def test_when_consent_is_withdrawn_the_receiver_sees_no_longer_where_the_details_are(
    app: Running, state: str
) -> None:
    requested = await brought_to(app, State(state), ConsentGround.CONSENT_GIVEN)
    assert Thing.DETAILS in await seen_by(app, as_partner(app, FIRST), requested)
    withdrawn = ConsentRecorded(
        question_id=requested.question_id,
        municipality_code=requested.municipality_code,
        version=99,
        occurred_at=app.time(),
        consent=ConsentGround.WITHDRAWN,
    )
    await app.hear(withdrawn)
    shown = await seen_by(app, as_partner(app, FIRST), requested)
    assert not shown & {Thing.DETAILS, Thing.RECEIVER}


async def test_a_handover_that_was_never_accepted_shows_no_more_when_it_is_to_be_cancelled(
    app: Running,
) -> None:
    requested = await brought_to(app, State.ACKNOWLEDGED, ConsentGround.CONSENT_GIVEN)
    assert (await take(app, requested.handover_id, CANCEL, COUNCIL)).status_code == 200
    shown = await seen_by(app, as_partner(app, FIRST), requested)
    assert not shown & {Thing.DETAILS, Thing.RECEIVER}
