"""The steps that people take over HTTP."""

import asyncio

import pytest
from chassis.process.testing import Running
from contracts.passing_on import EscalationStarted
from contracts.routing import (
    HandoverAccepted,
    HandoverCompleted,
    HandoverDeclined,
    HandoverRequested,
)
from routing_people import (
    ACCEPT,
    DECLINE,
    HELPED,
    NAME,
    as_coordinator,
    asked,
    take,
    take_all,
)
from routing_town import (
    COUNCIL,
    SECOND,
)


@pytest.mark.requirement("P18")
async def test_a_handover_from_the_request_to_a_warm_end(app: Running) -> None:
    requested = await asked(app)
    ended = await take_all(app, requested.handover_id, *HELPED)
    assert (ended["state"], ended["warm"], ended["next"]) == ("completed", True, None)
    [completed] = await app.announced_of(HandoverCompleted)
    assert (completed.version, completed.warm, completed.cold_because) == (6, True, [])


@pytest.mark.requirement("P26")
async def test_who_declines_for_lack_of_capacity_is_followed_by_the_next_at_once(
    app: Running,
) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, {"step": "acknowledge"}, DECLINE)
    said = [one.type.split(".")[2] for one in await app.announced()]
    assert said[-2:] == ["handover-declined", "handover-requested"]
    assert (await app.announced_of(HandoverDeclined))[0].reason == "no_capacity"
    assert (await app.announced_of(HandoverRequested))[1].to_organisation_id == SECOND


async def test_of_two_who_accept_at_once_one_gets_it_and_the_other_hears_who_did(
    app: Running,
) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, {"step": "acknowledge"})
    answers = await asyncio.gather(*(take(app, requested.handover_id, ACCEPT) for _ in range(2)))
    won, lost = sorted(answers, key=lambda answer: answer.status_code)
    assert (won.status_code, lost.status_code) == (200, 409)
    assert lost.json()["type"].endswith("already-accepted")
    assert "Sportservice Waardland" in lost.json()["detail"]
    assert len(await app.announced_of(HandoverAccepted)) == 1


async def test_a_step_that_is_not_possible_now_is_refused_with_what_is(app: Running) -> None:
    requested = await asked(app)
    before = len(await app.announced())
    refused = await take(app, requested.handover_id, HELPED[-1])
    assert refused.status_code == 409
    assert refused.json()["detail"] == (
        "De overdracht is aangevraagd. Dit kan nu: ontvangst melden, om informatie vragen, "
        "accepteren, weigeren, om intrekking vragen, melden dat de vraag hier niet hoort."
    )
    assert len(await app.announced()) == before


async def test_the_sender_may_ask_to_stop_and_the_receiver_confirms(app: Running) -> None:
    requested = await asked(app)
    step = {"step": "request_cancellation"}
    assert (await take(app, requested.handover_id, step)).status_code == 403
    assert (await take(app, requested.handover_id, step, COUNCIL)).status_code == 200
    stopped = await take(app, requested.handover_id, {"step": "confirm_cancellation"})
    assert stopped.json()["state"] == "cancelled"
    assert len(await app.announced_of(EscalationStarted)) == 1


async def test_who_asks_for_information_gets_it_from_a_coordinator_too(app: Running) -> None:
    requested = await asked(app)
    steps = ({"step": "acknowledge"}, {"step": "request_information"})
    waiting = await take_all(app, requested.handover_id, *steps)
    assert waiting["next"]["organisation_id"] == str(COUNCIL)
    path = f"/v1/handovers/{requested.handover_id}/steps"
    told = await app.client.post(
        path, json={"step": "provide_information"}, headers=as_coordinator(app)
    )
    assert told.json()["state"] == "requested"


async def test_a_step_that_nobody_knows_and_one_without_its_reason_are_bad_requests(
    app: Running,
) -> None:
    requested = await asked(app)
    for step in ({"step": "expire"}, {"step": "decline"}, {"step": "decline", "reason": NAME}):
        refused = await take(app, requested.handover_id, step)
        assert refused.status_code == 400
        assert NAME not in refused.text
