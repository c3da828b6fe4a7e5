"""What steps need, who is told when two come at once, and how warm it was."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from chassis.process.testing import Running
from contracts.routing import (
    HandoverAccepted,
    HandoverAcknowledged,
    HandoverDeclined,
    HandoverRequested,
)
from routing_people import ACCEPT, DECLINE, HELPED, as_partner, asked, see, take, take_all
from routing_town import (
    COUNCIL,
    DESK,
    FIRST,
    MONDAY,
    SECOND,
    received,
    rule_entry,
    settle,
)

ALL = [*HELPED[:4]]


async def take_knowing(
    app: Running, handover: UUID, step: dict[str, Any], version: str
) -> httpx.Response:
    path = f"/v1/handovers/{handover}/steps"
    headers = {**as_partner(app, FIRST), "If-Match": version}
    return await app.client.post(path, json=step, headers=headers)


@pytest.mark.requirement("P18")
async def test_who_accepts_at_once_has_acknowledged_by_it(app: Running) -> None:
    requested = await asked(app)
    taken = await take_all(app, requested.handover_id, ACCEPT)
    assert (taken["state"], taken["version"]) == ("accepted", 3)
    [acknowledged] = await app.announced_of(HandoverAcknowledged)
    [accepted] = await app.announced_of(HandoverAccepted)
    assert (acknowledged.version, accepted.version) == (2, 3)


async def test_who_declines_at_once_has_acknowledged_by_it(app: Running) -> None:
    requested = await asked(app)
    assert (await take_all(app, requested.handover_id, DECLINE))["state"] == "declined"
    versions = [one.version for one in await app.announced_of(HandoverDeclined)]
    assert (len(await app.announced_of(HandoverAcknowledged)), versions) == (1, [3])


@pytest.mark.parametrize(
    ("before", "step"),
    [
        ([], "decline"),
        (ALL[:2], "return"),
        (ALL, "put_on_hold"),
        (ALL, "fail"),
        (ALL, "complete"),
        (ALL[:2], "make_contact"),
        ([], "accept"),
    ],
)
async def test_a_step_that_needs_a_reason_or_more_is_not_taken_without(
    app: Running, before: list[dict[str, Any]], step: str
) -> None:
    requested = await asked(app)
    if before:
        await take_all(app, requested.handover_id, *before)
    said = len(await app.announced())
    refused = await take(app, requested.handover_id, {"step": step})
    assert refused.status_code == 400
    assert [flaw["detail"] for flaw in refused.json()["errors"]] == ["Dit veld ontbreekt."]
    assert len(await app.announced()) == said


async def test_a_stale_version_is_refused_with_what_changed_since(app: Running) -> None:
    requested = await asked(app)
    taken = await take_knowing(app, requested.handover_id, {"step": "acknowledge"}, '"1"')
    assert (taken.status_code, taken.headers["etag"]) == (200, '"2"')
    said = len(await app.announced())
    shown = await see(app, f"handovers/{requested.handover_id}", as_partner(app, FIRST))
    assert shown.headers["etag"] == '"2"'
    stale = await take_knowing(app, requested.handover_id, ACCEPT, '"1"')
    assert (stale.status_code, stale.headers["etag"]) == (412, '"2"')
    assert stale.json()["detail"].endswith(
        "Sindsdien: ontvangst melden (door Sportservice Waardland)."
    )
    assert len(await app.announced()) == said


async def test_of_two_who_accept_at_once_the_other_hears_by_whom_also_with_a_version(
    app: Running,
) -> None:
    requested = await asked(app)
    answers = await asyncio.gather(
        *(take_knowing(app, requested.handover_id, ACCEPT, '"1"') for _ in range(2))
    )
    won, lost = sorted(answers, key=lambda answer: answer.status_code)
    assert (won.status_code, lost.status_code) == (200, 412)
    assert "accepteren (door Sportservice Waardland)" in lost.json()["detail"]
    assert len(await app.announced_of(HandoverAccepted)) == 1


async def test_whoever_comes_after_the_next_was_asked_hears_who_took_it_over(
    app: Running,
) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, DECLINE)
    path = f"questions/{requested.question_id}/handovers"
    timeline = (await see(app, path, as_partner(app, COUNCIL))).json()
    second = timeline["handovers"][1]["handover_id"]
    assert (await take(app, second, ACCEPT, SECOND)).status_code == 200
    late = await take(app, requested.handover_id, ACCEPT)
    assert (late.status_code, late.json()["detail"]) == (409, "Door: Clubhulp Waardland.")


@pytest.mark.requirement("P18")
async def test_warmth_is_computed_and_explained_at_the_end(app: Running) -> None:
    requested = await asked(app)
    under_way = await take_all(app, requested.handover_id, *ALL)
    assert (under_way["warm"], under_way["warmth"]) == (None, None)
    assert under_way["sender_told_at"] is not None
    ended = await take_all(app, requested.handover_id, HELPED[4])
    assert (ended["warm"], ended["cold_because"]) == (True, [])
    assert (
        ended["warmth"] == "Dit was een warme overdracht. De aanbieder bevestigde het contact niet."
    )


@pytest.mark.requirement("P18")
async def test_a_cold_handover_says_in_words_what_was_missing(app: Running) -> None:
    """Nobody but the receiver itself has to do with it: it is the desk."""
    await settle(app, rule_entry(escalate_to_organisation_id=str(FIRST)))
    await app.hear(received(received_by_organisation_id=None))
    [requested] = await app.announced_of(HandoverRequested)
    await take_all(app, requested.handover_id, *HELPED[:2])
    app.now = MONDAY + timedelta(days=30)
    ended = await take_all(app, requested.handover_id, *HELPED[2:])
    assert ended["sender_told_at"] is None
    assert ended["cold_because"] == ["contact_too_late", "no_feedback_to_sender"]
    assert ended["warmth"] == (
        "Dit was geen warme overdracht: er was niet op tijd contact "
        "en er was geen organisatie die hoorde hoe het ging."
    )


@pytest.mark.requirement("P18")
async def test_what_came_by_the_form_has_the_desk_as_its_sender_and_can_be_warm(
    app: Running,
) -> None:
    await settle(app, rule_entry())
    await app.hear(received(received_by_organisation_id=None))
    [requested] = await app.announced_of(HandoverRequested)
    assert requested.from_organisation_id == DESK
    ended = await take_all(app, requested.handover_id, *HELPED)
    assert (ended["sender_told_at"] is None, ended["cold_because"]) == (False, [])
