"""The whole table of who sees what of a question, in which state, walked through over HTTP."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running
from contracts.vocabulary import ConsentGround
from intake.questions.life_cycle import State
from intake.questions.visibility import Thing, Viewer

from .conftest import Asked, Routing

SENDER = UUID(int=77)
JSON = {"Accept": "application/json"}
ELSEWHERE = "GM0758"


@dataclass
class Case:
    """A question of an organisation, with what is written about it, on its way to a state."""

    asked: Asked
    handover: Routing

    @property
    def app(self) -> Running:
        return self.asked.app

    async def received(self) -> None:
        """As it is when it just came in."""

    async def triaging(self) -> None:
        await self.awaiting_provider()
        await self.asked.take("provide_information", text="Met 120.")

    async def awaiting_provider(self) -> None:
        await self.asked.take("triage")
        await self.asked.take("request_information", text="Met hoeveel?")

    async def routed(self) -> None:
        await self.triaging()
        await self.app.hear(self.handover.requested())

    async def in_progress(self) -> None:
        await self.routed()
        await self.app.hear(self.handover.accepted())

    async def answered(self) -> None:
        await self.in_progress()
        await self.app.hear(self.handover.completed())

    async def reopened(self) -> None:
        await self.answered()
        await self.asked.take("reopen")

    async def closed(self) -> None:
        await self.answered()
        await self.asked.take("close", outcome="helped")

    async def withdrawn(self) -> None:
        await self.in_progress()
        await self.asked.take("withdraw")

    async def diverted(self) -> None:
        await self.triaging()
        await self.asked.take("divert", reason="outside_scope", text="Elders.")

    async def duplicate(self) -> None:
        first = await self.asked.another(theme="space")
        await self.triaging()
        await self.asked.take("merge", into_question_id=first)

    async def reach(self, state: State) -> None:
        ways: dict[State, Callable[[], Awaitable[None]]] = {
            State.RECEIVED: self.received,
            State.TRIAGING: self.triaging,
            State.AWAITING_PROVIDER: self.awaiting_provider,
            State.ROUTED: self.routed,
            State.IN_PROGRESS: self.in_progress,
            State.ANSWERED: self.answered,
            State.REOPENED: self.reopened,
            State.CLOSED: self.closed,
            State.WITHDRAWN: self.withdrawn,
            State.DIVERTED: self.diverted,
            State.DUPLICATE: self.duplicate,
        }
        await ways[state]()
        assert (await self.asked.now())["state"] == state


@pytest.fixture
async def case(
    app: Running, form: dict[str, Any], coordinator: dict[str, str], consent: ConsentGround
) -> Case:
    sender = app.token("partner", organisation_id=SENDER)
    told = {**form, "consent": consent is ConsentGround.CONSENT_GIVEN}
    answer = await app.client.post("/v1/questions", json=told, headers=sender)
    assert answer.status_code == 201, answer.text
    question_id = UUID(answer.json()["question_id"])
    link = "/v1/my-questions/" + answer.json()["link"].rpartition("/")[2]
    return Case(Asked(app, question_id, coordinator, told, link), Routing(question_id))


async def seen(case: Case, who: dict[str, str], ref: str, purpose: str) -> dict[Thing, bool]:
    """What somebody with a token is shown."""
    question = f"/v1/questions/{case.asked.id}"
    shown = await case.app.client.get(question, headers=who)
    history = await case.app.client.get(f"{question}/history", headers=who)
    details = await case.app.client.get(f"/v1/details/{ref}?purpose={purpose}", headers=who)
    assert {shown.status_code, history.status_code, details.status_code} <= {200, 403, 404}
    page = await case.app.client.get("/v1/questions", headers=who)
    listed = {one["question_id"] for one in page.json().get("items", ())}
    assert (str(case.asked.id) in listed) is (shown.status_code == 200)
    return {
        Thing.STATE: shown.status_code == 200 and "state" in shown.json(),
        Thing.OUTCOME: shown.status_code == 200 and "outcome" in shown.json(),
        Thing.DETAILS: details.status_code == 200 and bool(details.json()["contact"]),
        Thing.REMARKS: details.status_code == 200 and bool(details.json()["remarks"]),
        Thing.HISTORY: history.status_code == 200 and bool(history.json()),
    }


async def seen_by_link(case: Case) -> dict[Thing, bool]:
    answer = await case.app.client.get(case.asked.link, headers=JSON)
    assert answer.status_code == 200
    assert "Anna Bakker" not in answer.text
    return dict.fromkeys(Thing, False) | {
        Thing.STATE: "state" in answer.json(),
        Thing.OUTCOME: "outcome" in answer.json(),
        Thing.REMARKS: bool(answer.json()["remarks"]),
    }


async def told(case: Case, viewer: Viewer, ref: str) -> dict[Thing, bool]:
    if viewer is Viewer.ASKER:
        return await seen_by_link(case)
    receiver = case.handover.organisation_id
    who = {
        Viewer.SENDER: case.app.token("partner", organisation_id=SENDER),
        Viewer.RECEIVER: case.app.token("partner", organisation_id=receiver),
        Viewer.COORDINATOR: case.asked.as_coordinator,
        Viewer.SERVICE: case.app.token("service"),
        Viewer.OTHER: case.app.token("partner", organisation_id=uuid4()),
    }[viewer]
    purpose = "notification" if viewer is Viewer.SERVICE else "handover"
    return await seen(case, who, ref, purpose)


# Of each state what a viewer sees: (s)tate, (o)utcome, (d)etails, (r)emarks, (h)istory. The sender
# sees how it goes; the receiver what it asked and heard, and from acceptance on what the task
# needs; others nothing. When it is done no organisation has a purpose left. Nothing was remarked
# yet about what just came in.
AGREED = """
                   asker  sender  receiver  coordinator  service  other
received           so     sod     -         sodh         sod      -
triaging           sor    sod     -         sodrh        sod      -
awaiting_provider  sor    sod     -         sodrh        sod      -
routed             sor    sod     r         sodrh        sod      -
in_progress        sor    sod     sodr      sodrh        sod      -
answered           sor    sod     sodr      sodrh        sod      -
reopened           sor    sod     -         sodrh        sod      -
closed             sor    so      so        sodrh        sod      -
withdrawn          sor    so      so        sodrh        sod      -
diverted           sor    so      -         soh          sod      -
duplicate          sor    so      -         sodrh        sod      -
"""
VIEWERS = [viewer for viewer in Viewer if viewer is not Viewer.ASKED]
"""Whoever is asked stands in the column of the receiver."""
LETTERS = {"s": "state", "o": "outcome", "d": "details", "r": "remarks", "h": "history"}


def agreed(state: str, consent: ConsentGround) -> dict[str, set[str]]:
    """What every viewer sees; without consent the receiver does not hear who asked what."""
    heading, *lines = AGREED.strip().splitlines()
    [row] = [line.split()[1:] for line in lines if line.split()[0] == state]
    seen = {
        viewer: {LETTERS[letter] for letter in letters if letter != "-"}
        for viewer, letters in zip(heading.split(), row, strict=True)
    }
    if consent is ConsentGround.NOT_ASKED:
        seen["receiver"] -= {"details", "remarks"}
    return seen


@pytest.mark.requirement("A05")
@pytest.mark.parametrize("consent", [ConsentGround.CONSENT_GIVEN, ConsentGround.NOT_ASKED])
@pytest.mark.parametrize("state", State)
async def test_everybody_sees_what_was_agreed_and_no_more(
    case: Case, state: State, consent: ConsentGround
) -> None:
    await case.reach(state)
    question = await case.asked.now()
    shown = {viewer: await told(case, viewer, question["details_ref"]) for viewer in VIEWERS}
    assert {
        viewer: {thing for thing, is_seen in things.items() if is_seen}
        for viewer, things in shown.items()
    } == agreed(state, consent)


@pytest.mark.requirement("A05")
@pytest.mark.parametrize("consent", [ConsentGround.CONSENT_GIVEN])
async def test_whose_municipality_it_is_not_sees_nothing_whatever_the_role(case: Case) -> None:
    await case.in_progress()
    ref = (await case.asked.now())["details_ref"]
    for role in ("coordinator", "partner", "core_team", "administrator", "service"):
        who = case.app.token(role, municipalities=[ELSEWHERE])
        for purpose in ("handover", "notification"):
            assert not any((await seen(case, who, ref, purpose)).values())
        page = await case.app.client.get("/v1/questions", headers=who)
        assert page.status_code == 403 or page.json()["items"] == []
