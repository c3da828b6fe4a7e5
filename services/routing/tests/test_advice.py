"""Advice between organisations, asked and unasked (S1, P08)."""

import json
import logging
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running
from contracts.signals import AdviceAnswered, AdviceIssued, AdviceOverdue, AdviceRequested
from routing_people import as_coordinator, as_partner, see
from routing_town import MONDAY, TOWN
from routing_voices import COUNCIL, DESK, FEDERATION, OFFICE, gather, said_well, say

ASKED = {"municipality_code": TOWN, "theme": "space", "words": "Wat vindt Truus van de hal?"}
FOR_COUNCIL = {**ASKED, "of_organisation_id": str(COUNCIL)}
FOR_DESK = {**ASKED, "words": "Verlaag de huur.", "to_organisation_id": str(DESK)}
ISSUE = {"step": "issue", "words": "Bouw de hal."}
ANSWER = {"step": "answer", "response": "partly_followed", "words": "De halve hal."}


async def words(app: Running, advice: dict[str, Any], organisation: UUID) -> Any:
    path = f"advice/{advice['advice_id']}/words?purpose=answer"
    return await see(app, path, as_partner(app, organisation))


@pytest.mark.requirement("P08")
async def test_advice_that_was_asked_for_is_given_and_answered(app: Running) -> None:
    await gather(app)
    asked = await said_well(app, "advice-requests", FOR_COUNCIL, DESK)
    assert asked["waits_for_organisation_id"] == str(COUNCIL)
    path = f"advice/{asked['advice_id']}/steps"
    given = await said_well(app, path, ISSUE, COUNCIL)
    assert (given["solicited"], given["waits_for_organisation_id"]) == (True, str(DESK))
    answered = await said_well(app, path, ANSWER, DESK)
    assert (answered["response"], answered["due_at"]) == ("partly_followed", None)
    [requested] = await app.announced_of(AdviceRequested)
    [issued] = await app.announced_of(AdviceIssued)
    [reply] = await app.announced_of(AdviceAnswered)
    assert [requested.version, issued.version, reply.version] == [1, 2, 3]
    assert (requested.by_organisation_id, requested.of_organisation_id) == (DESK, COUNCIL)
    assert (issued.by_organisation_id, issued.to_organisation_id) == (COUNCIL, DESK)
    assert (issued.solicited, reply.response) == (True, "partly_followed")
    history = (await see(app, path, as_partner(app, DESK))).json()
    assert [one["by_organisation_id"] for one in history] == [str(DESK), str(COUNCIL), str(DESK)]


@pytest.mark.requirement("P08", "R02")
async def test_an_office_advises_unasked_on_behalf_of_a_number_of_members(app: Running) -> None:
    await gather(app)
    given = await said_well(app, "advice", {**FOR_DESK, "members": 21}, OFFICE)
    assert (given["solicited"], given["members"], given["version"]) == (False, 21, 1)
    [issued] = await app.announced_of(AdviceIssued)
    assert (issued.solicited, issued.members, issued.version) == (False, 21, 1)
    refused = await say(app, "advice", {**FOR_DESK, "members": 21}, COUNCIL)
    assert refused.json()["errors"] == [
        {"pointer": "#/members", "detail": "Alleen een POS-kantoor spreekt namens zijn leden."}
    ]


@pytest.mark.requirement("P08")
async def test_silence_is_told_once_for_each_who_owes_an_answer(app: Running) -> None:
    await gather(app)
    asked = await said_well(app, "advice-requests", FOR_COUNCIL, DESK)
    await app.ring(MONDAY + timedelta(days=14))
    assert await app.announced_of(AdviceOverdue) == []
    for days in (15, 30):
        await app.ring(MONDAY + timedelta(days=days))
    [overdue] = await app.announced_of(AdviceOverdue)
    assert (overdue.version, overdue.waiting_for_organisation_id) == (2, COUNCIL)
    path = f"advice/{asked['advice_id']}/steps"
    assert not (await said_well(app, path, ISSUE, COUNCIL))["overdue"]
    for days in (60, 90):
        await app.ring(MONDAY + timedelta(days=days))
    late = [
        (one.version, one.waiting_for_organisation_id)
        for one in await app.announced_of(AdviceOverdue)
    ]
    assert late == [(2, COUNCIL), (4, DESK)]
    await said_well(app, path, ANSWER, DESK)
    [reply] = await app.announced_of(AdviceAnswered)
    assert reply.version == 5


@pytest.mark.requirement("P08")
async def test_who_must_speak_is_the_only_one_who_can_and_only_in_turn(app: Running) -> None:
    await gather(app)
    asked = await said_well(app, "advice-requests", FOR_COUNCIL, DESK)
    path = f"advice/{asked['advice_id']}/steps"
    assert (await say(app, path, ISSUE, DESK)).status_code == 403
    assert (await say(app, path, ISSUE, OFFICE)).status_code == 404
    early = await say(app, path, ANSWER, DESK)
    assert (early.status_code, early.json()["detail"]) == (
        409,
        "Het advies is gevraagd. Dit kan nu: advies geven.",
    )
    stale = await say(app, path, ISSUE, COUNCIL, **{"If-Match": '"7"'})
    assert stale.status_code == 412
    await said_well(app, path, ISSUE, COUNCIL)
    assert (await say(app, path, ISSUE, COUNCIL)).status_code == 409
    assert len(await app.announced_of(AdviceIssued)) == 1


@pytest.mark.requirement("P08")
async def test_the_words_of_advice_are_between_both_parties(
    app: Running, caplog: pytest.LogCaptureFixture
) -> None:
    await gather(app)
    asked = await said_well(app, "advice-requests", FOR_COUNCIL, DESK)
    await said_well(app, f"advice/{asked['advice_id']}/steps", ISSUE, COUNCIL)
    said = json.dumps([one.model_dump(mode="json") for one in await app.announced()])
    assert "Truus" not in said + json.dumps(asked)
    for party in (COUNCIL, DESK):
        with caplog.at_level(logging.INFO, "ldv"):
            read = (await words(app, asked, party)).json()
        assert [(one["step"], one["words"]) for one in read] == [
            ("request", ASKED["words"]),
            ("issue", ISSUE["words"]),
        ]
    logged = [record.getMessage() for record in caplog.records if record.name == "ldv"]
    assert (len(logged), "Truus" in str(logged)) == (4, False)
    assert (await words(app, asked, OFFICE)).status_code == 404
    path = f"advice/{asked['advice_id']}"
    assert (await see(app, path, as_coordinator(app))).status_code == 200
    read = await see(app, f"{path}/words?purpose=answer", as_coordinator(app))
    assert read.status_code == 404
    assert (await see(app, path, as_coordinator(app, "GM0002"))).status_code == 404
    assert len((await see(app, "advice", as_partner(app, DESK))).json()) == 1
    assert (await see(app, "advice", as_partner(app, OFFICE))).json() == []


@pytest.mark.requirement("P08")
async def test_what_waits_for_an_organisation_is_on_its_agenda(app: Running) -> None:
    await gather(app)
    asked = await said_well(app, "advice-requests", FOR_COUNCIL, DESK)

    async def agenda(organisation: UUID) -> list[str]:
        path = f"organisations/{organisation}/agenda"
        body = (await see(app, path, as_partner(app, organisation))).json()
        return [one["advice_id"] for one in body["advice"]]

    assert (await agenda(COUNCIL), await agenda(DESK)) == ([asked["advice_id"]], [])
    await said_well(app, f"advice/{asked['advice_id']}/steps", ISSUE, COUNCIL)
    assert (await agenda(COUNCIL), await agenda(DESK)) == ([], [asked["advice_id"]])


async def test_all_that_is_wrong_with_a_request_for_advice_is_said_at_once(app: Running) -> None:
    await gather(app)
    body = {**FOR_COUNCIL, "of_organisation_id": str(uuid4()), "signal_id": str(uuid4())}
    refused = await say(app, "advice-requests", {**body, "municipality_code": "GM0003"}, FEDERATION)
    assert [error["pointer"] for error in refused.json()["errors"]] == [
        "#/of_organisation_id",
        "#/municipality_code",
        "#/signal_id",
    ]
    oneself = await say(app, "advice-requests", FOR_COUNCIL, COUNCIL)
    assert oneself.json()["errors"][0]["detail"] == "Dit is uw eigen organisatie."
    without = await app.client.post(
        "/v1/advice-requests", json=FOR_COUNCIL, headers=as_coordinator(app)
    )
    assert without.status_code == 403
    assert await app.announced_of(AdviceRequested) == []


@pytest.mark.requirement("P08")
async def test_advice_that_is_not_followed_gets_a_reason_and_who_advised_hears_the_answer(
    app: Running,
) -> None:
    await gather(app)
    given = await said_well(app, "advice", FOR_DESK, OFFICE)
    path = f"advice/{given['advice_id']}/steps"
    answer = {"step": "answer", "response": "not_followed"}
    refused = await say(app, path, answer, DESK)
    assert refused.status_code == 400
    assert "waarom u het advies niet opvolgt" in refused.text
    await said_well(app, path, {**answer, "words": "Er is geen geld voor."}, DESK)
    [reply] = await app.announced_of(AdviceAnswered)
    assert (reply.by_organisation_id, reply.to_organisation_id) == (DESK, OFFICE)
