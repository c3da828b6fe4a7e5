"""Signals: from what somebody hears to what is done about it (S1, P09)."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from chassis.process.testing import Running
from contracts.signals import (
    SignalClosed,
    SignalClustered,
    SignalDiscussed,
    SignalFact,
    SignalOverdue,
    SignalPutOnAgenda,
    SignalReported,
)
from routing_people import as_coordinator, as_partner, see
from routing_town import MONDAY, received
from routing_voices import (
    COUNCIL,
    DESK,
    FEDERATION,
    OFFICE,
    WORDS,
    clustered,
    gather,
    heard,
    on_agenda_of,
    reported,
    said_well,
    say,
)

FACTS: list[type[SignalFact]] = [
    SignalReported,
    SignalClustered,
    SignalPutOnAgenda,
    SignalDiscussed,
    SignalClosed,
]


@pytest.mark.requirement("P09")
@pytest.mark.parametrize(("end", "result"), [("take_up", "taken_up"), ("close", "closed")])
async def test_a_signal_is_clustered_put_on_an_agenda_and_followed_until_its_end(
    app: Running, end: str, result: str
) -> None:
    await gather(app)
    signal = await reported(app)
    await clustered(app, signal)
    path = f"signals/{signal['signal_id']}/steps"
    await said_well(app, path, on_agenda_of(DESK))
    await said_well(app, path, {"step": "discuss"}, DESK)
    last = await said_well(app, path, {"step": end}, DESK)
    assert (last["state"], last["version"], last["due_at"]) == (result, 5, None)
    for version, fact in enumerate(FACTS, start=1):
        [said] = await app.announced_of(fact)
        assert (str(said.signal_id), said.version) == (signal["signal_id"], version)
    [closed] = await app.announced_of(SignalClosed)
    assert closed.result == result
    steps = await see(app, path, as_partner(app, COUNCIL))
    assert [one["to_state"] for one in steps.json()] == [
        "reported",
        "clustered",
        "on_agenda",
        "discussed",
        result,
    ]


@pytest.mark.requirement("P09")
async def test_a_signal_comes_from_questions_in_the_own_sight_only(app: Running) -> None:
    await gather(app)
    own = [received(received_by_organisation_id=COUNCIL) for _ in range(2)]
    others = received(received_by_organisation_id=OFFICE)
    elsewhere = received(received_by_organisation_id=COUNCIL, municipality_code="GM0002")
    await app.hear(*own, others, elsewhere)
    ids = [str(question.question_id) for question in (*own, others, elsewhere)]
    refused = await say(app, "signals", heard(question_ids=[*ids, str(uuid4())]), COUNCIL)
    assert refused.status_code == 400
    assert [(error["pointer"], error["detail"]) for error in refused.json()["errors"]] == [
        ("#/question_ids/2", "Deze vraag is er niet."),
        ("#/question_ids/3", "Deze vraag is in een andere gemeente gesteld."),
        ("#/question_ids/4", "Deze vraag is er niet."),
    ]
    assert await app.announced_of(SignalReported) == []
    signal = await reported(app, question_ids=ids[:2])
    assert signal["questions"] == 2
    path = f"signals/{signal['signal_id']}"
    seen = (await see(app, path, as_partner(app, COUNCIL))).json()
    assert set(seen["question_ids"]) == set(ids[:2])
    assert "question_ids" not in (await see(app, path, as_partner(app, OFFICE))).json()


@pytest.mark.requirement("P09")
async def test_steps_out_of_order_are_refused_with_what_can_be_done_and_announce_nothing(
    app: Running,
) -> None:
    await gather(app)
    signal = await reported(app)
    path = f"signals/{signal['signal_id']}/steps"
    early = await say(app, path, on_agenda_of(DESK), COUNCIL)
    assert early.status_code == 409
    assert early.json()["detail"] == "Het signaal is gemeld. Dit kan nu: bundelen."
    await clustered(app, signal)
    await said_well(app, path, on_agenda_of(DESK))
    for step in ({"step": "close"}, on_agenda_of(COUNCIL)):
        assert (await say(app, path, step, DESK)).status_code == 409
    await said_well(app, path, {"step": "discuss"}, DESK)
    await said_well(app, path, {"step": "close"}, DESK)
    late = await say(app, path, {"step": "take_up"}, DESK)
    assert late.json()["detail"] == "Het signaal is afgesloten. Dit kan nu: niets meer."
    assert len(await app.announced()) == len(await app.announced_of(SignalClosed)) + 4 + 5


@pytest.mark.requirement("P09")
async def test_a_signal_that_is_left_on_an_agenda_is_reminded_of_each_term(app: Running) -> None:
    await gather(app)
    signal = await reported(app)
    await clustered(app, signal)
    path = f"signals/{signal['signal_id']}/steps"
    await said_well(app, path, on_agenda_of(DESK))
    await app.ring(MONDAY + timedelta(days=27))
    assert await app.announced_of(SignalOverdue) == []
    await app.ring(MONDAY + timedelta(days=29))
    await app.ring(MONDAY + timedelta(days=29))
    [overdue] = await app.announced_of(SignalOverdue)
    assert (overdue.version, overdue.agenda_of_organisation_id) == (4, DESK)
    await app.ring(MONDAY + timedelta(days=60))
    assert [one.version for one in await app.announced_of(SignalOverdue)] == [4, 5]
    await said_well(app, path, {"step": "discuss"}, DESK)
    await said_well(app, path, {"step": "close"}, DESK)
    await app.ring(MONDAY + timedelta(days=200))
    assert len(await app.announced_of(SignalOverdue)) == 2


@pytest.mark.requirement("P09")
async def test_a_cluster_takes_a_step_with_all_of_its_signals_at_once(app: Running) -> None:
    await gather(app)
    signals = [await reported(app) for _ in range(3)]
    cluster = await clustered(app, *signals[:2])
    path = f"clusters/{cluster['cluster_id']}"
    more = {"signal_ids": [signals[2]["signal_id"]]}
    assert len((await said_well(app, f"{path}/signals", more))["signals"]) == 3
    agreed = await said_well(app, f"{path}/steps", on_agenda_of(COUNCIL))
    assert {one["state"] for one in agreed["signals"]} == {"on_agenda"}
    agenda = (await see(app, f"organisations/{COUNCIL}/agenda", as_partner(app, COUNCIL))).json()
    assert len(agenda["signals"]) == 3
    assert (await say(app, f"{path}/steps", {"step": "discuss"}, OFFICE)).status_code == 403
    await said_well(app, f"{path}/steps", {"step": "discuss"})
    again = await say(app, f"{path}/steps", {"step": "discuss"}, COUNCIL)
    assert again.json()["detail"] == "De bundel is besproken. Dit kan nu: oppakken, afsluiten."
    assert len(await app.announced_of(SignalDiscussed)) == 3


async def test_only_organisations_with_an_agenda_in_the_municipality_get_a_signal_on_it(
    app: Running,
) -> None:
    await gather(app)
    signal = await reported(app)
    await clustered(app, signal)
    path = f"signals/{signal['signal_id']}/steps"
    for organisation in (OFFICE, FEDERATION, uuid4()):
        refused = await say(app, path, on_agenda_of(organisation), COUNCIL)
        assert [error["pointer"] for error in refused.json()["errors"]] == ["#/organisation_id"]
    assert (await say(app, path, {"step": "discuss"}, OFFICE)).status_code == 403
    stale = await say(app, path, on_agenda_of(DESK), COUNCIL, **{"If-Match": '"1"'})
    assert (stale.status_code, "gebundeld" in stale.json()["detail"]) == (412, True)


async def test_who_does_not_work_in_the_municipality_neither_reports_nor_sees_signals(
    app: Running,
) -> None:
    await gather(app)
    signal = await reported(app)
    assert (await say(app, "signals", heard(), FEDERATION)).status_code == 403
    path = f"signals/{signal['signal_id']}"
    cluster = await clustered(app, signal)
    for headers in (as_partner(app, FEDERATION), as_coordinator(app, "GM0002")):
        assert (await see(app, path, headers)).status_code == 404
        assert (await see(app, f"{path}/steps", headers)).status_code == 404
        assert (await see(app, f"clusters/{cluster['cluster_id']}", headers)).status_code == 404
        assert (await see(app, "signals", headers)).json() == []
        agenda = f"organisations/{DESK}/agenda"
        assert (await see(app, agenda, headers)).status_code == 404
    mine = {"municipality_code": "GM0002", "theme": "governance"}
    refused = await say(app, "clusters", {**mine, "signal_ids": [signal["signal_id"]]}, FEDERATION)
    assert [error["pointer"] for error in refused.json()["errors"]] == ["#/signal_ids/0"]


async def test_the_words_of_a_signal_are_in_the_vault_and_for_those_at_the_table(
    app: Running,
) -> None:
    await gather(app)
    signal = await reported(app)
    path = f"signals/{signal['signal_id']}/words?purpose=prepare_discussion"
    said = json.dumps([one.model_dump(mode="json") for one in await app.announced()])
    assert "Truus" not in said + json.dumps(signal)
    for words in ("   ", "a\x00b", "x" * 5001):
        assert (await say(app, "signals", heard(words=words), COUNCIL)).status_code == 400
    for headers in (as_partner(app, COUNCIL), as_coordinator(app)):
        assert [one["words"] for one in (await see(app, path, headers)).json()] == [WORDS]
    assert (await see(app, path, as_partner(app, DESK))).status_code == 404
    await clustered(app, signal)
    await said_well(app, f"signals/{signal['signal_id']}/steps", on_agenda_of(DESK))
    assert (await see(app, path, as_partner(app, DESK))).status_code == 200


@pytest.mark.requirement("P09", "P17")
async def test_a_signal_on_no_agenda_is_reminded_of_too_to_who_reported_it(app: Running) -> None:
    await gather(app)
    signal = await reported(app)
    await app.ring(MONDAY + timedelta(days=27))
    assert not await app.announced_of(SignalOverdue)
    await app.ring(MONDAY + timedelta(days=29))
    [overdue] = await app.announced_of(SignalOverdue)
    assert overdue.agenda_of_organisation_id is None
    assert str(overdue.waiting_for_organisation_id) == signal["by_organisation_id"]
