"""A coordinator sends a question to somebody else."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from chassis.process.testing import Running
from contracts.intake import QuestionWithdrawn
from contracts.routing import HandoverCancelled, HandoverRequested
from routing_deciding import explained, last_asked, say_room
from routing_people import DECLINE, as_coordinator, as_partner, asked, take, take_all
from routing_register import organisation, pointers
from routing_town import FIRST, FOURTH, SECOND, THIRD, later, received, rule_entry, settle


async def send(
    app: Running, question: UUID, to: UUID | None, headers: dict[str, str] | None = None
) -> httpx.Response:
    entry: dict[str, Any] = {"reason": "other_expertise_needed"}
    entry |= {"to_organisation_id": str(to)} if to else {}
    path = f"/v1/questions/{question}/reroutes"
    return await app.client.post(path, json=entry, headers=headers or as_coordinator(app))


@pytest.mark.requirement("P17", "P27")
async def test_a_coordinator_names_somebody_else_and_who_had_it_is_told_to_stop(
    app: Running,
) -> None:
    requested = await asked(app)
    await take(app, requested.handover_id, {"step": "acknowledge"})
    sent = await send(app, requested.question_id, FOURTH)
    assert sent.status_code == 201, sent.text
    assert sent.json()["handover"]["to_organisation_id"] == str(FOURTH)
    [cancelled] = await app.announced_of(HandoverCancelled)
    assert (cancelled.to_organisation_id, cancelled.version) == (FIRST, 3)
    explanation = await explained(app)
    assert (explanation["basis"], explanation["rule_version"]) == ("person", 1)
    assert explanation["why"] == (
        "Een loketcoördinator koos Sportbedrijf Waardland: er is andere kennis nodig."
    )


async def test_the_rules_may_decide_again_and_pass_over_who_had_it(app: Running) -> None:
    requested = await asked(app)
    assert (await send(app, requested.question_id, None)).status_code == 201
    assert (await last_asked(app)).to_organisation_id == SECOND
    assert (await last_asked(app)).attempt == 2


@pytest.mark.requirement("P17")
async def test_after_three_attempts_a_person_names_anyone_in_the_network(app: Running) -> None:
    requested = await asked(app)
    for organisation_asked in (FIRST, SECOND, THIRD):
        handover = (await last_asked(app)).handover_id
        await take(app, handover, {"step": "acknowledge"}, organisation_asked)
        await take(app, handover, DECLINE, organisation_asked)
    refused = await send(app, requested.question_id, None)
    assert (refused.status_code, refused.json()["detail"]) == (
        409,
        "De regels hebben genoeg organisaties gevraagd. Kies nu zelf een organisatie.",
    )
    elsewhere = await organisation(app, "federation", "GM0642")
    assert (await send(app, requested.question_id, elsewhere)).status_code == 201
    assert (await last_asked(app)).attempt == 4


async def test_a_question_never_goes_back_to_who_declined(app: Running) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, {"step": "acknowledge"}, DECLINE)
    refused = await send(app, requested.question_id, FIRST)
    assert refused.status_code == 409
    assert refused.json()["detail"] == (
        "Deze organisatie heeft de vraag geweigerd of niet geantwoord."
    )


async def test_a_refusal_changes_and_says_nothing(app: Running) -> None:
    requested = await asked(app)
    platform = await organisation(app, "platform")
    said = len(await app.announced())
    for to in (FIRST, platform):
        assert (await send(app, requested.question_id, to)).status_code == 409
    assert pointers(await send(app, requested.question_id, uuid4())) == ["#/to_organisation_id"]
    stale = {**as_coordinator(app), "If-Match": '"99"'}
    assert (await send(app, requested.question_id, SECOND, stale)).status_code == 412
    assert (await send(app, uuid4(), SECOND)).status_code == 404
    elsewhere = as_coordinator(app, "GM0002")
    assert (await send(app, requested.question_id, SECOND, elsewhere)).status_code == 404
    partner = as_partner(app, FIRST)
    assert (await send(app, requested.question_id, SECOND, partner)).status_code == 403
    assert len(await app.announced()) == said


async def test_a_person_may_name_who_has_no_room(app: Running) -> None:
    requested = await asked(app)
    await say_room(app, SECOND, "closed")
    assert (await send(app, requested.question_id, SECOND)).status_code == 201


async def test_a_question_that_waits_is_sent_and_one_that_ended_is_not(app: Running) -> None:
    await settle(app, rule_entry(FIRST, theme="space"))
    question = received()
    await app.hear(question)
    first = await send(app, question.question_id, SECOND)
    assert first.headers["etag"] == f'"{first.json()["version"]}"'
    [requested] = await app.announced_of(HandoverRequested)
    assert requested.to_organisation_id == SECOND
    await app.hear(later(question, QuestionWithdrawn))
    assert (await send(app, question.question_id, THIRD)).status_code == 409


async def test_the_same_command_with_its_key_is_done_once(app: Running) -> None:
    requested = await asked(app)
    headers = {**as_coordinator(app), "Idempotency-Key": "once"}
    answers = [await send(app, requested.question_id, THIRD, headers) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert len(await app.announced_of(HandoverRequested)) == 2
