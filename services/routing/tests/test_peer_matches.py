"""Two providers who may help each other: both say yes before either knows the other (S2, R06)."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from chassis.process.testing import Running
from contracts.peers import PeerMatchAccepted, PeerMatchEnded, PeerMatchProposed
from routing_peers import (
    CLUB,
    ENTREPRENEUR,
    answer,
    match_of,
    propose,
    proposed,
)
from routing_people import as_coordinator, as_partner, see
from routing_town import MONDAY
from routing_voices import COUNCIL, DESK, OFFICE

BOTH = (str(CLUB), str(ENTREPRENEUR))


@pytest.mark.requirement("R06", "F10")
async def test_a_club_and_an_entrepreneur_get_to_know_each_other_once_both_said_yes(
    app: Running,
) -> None:
    match = await proposed(app, details_ref="ref-of-details")
    first = await answer(app, match, COUNCIL)
    hidden = [json.dumps(match), first.text, (await match_of(app, match, OFFICE)).text]
    hidden.append((await see(app, "peer-matches", as_coordinator(app))).text)
    assert not [one for one in hidden for who in (*BOTH, "ref-of-details") if who in one]
    assert await app.announced_of(PeerMatchAccepted) == []
    assert (await answer(app, match, OFFICE)).json()["state"] == "accepted"
    for organisation in (COUNCIL, OFFICE):
        seen = (await match_of(app, match, organisation)).json()
        assert sorted(peer["provider_id"] for peer in seen["peers"]) == sorted(BOTH)
        assert {peer["details_ref"] for peer in seen["peers"]} == {"ref-of-details"}
    [proposal] = await app.announced_of(PeerMatchProposed)
    [accepted] = await app.announced_of(PeerMatchAccepted)
    assert (proposal.version, accepted.version) == (1, 2)


@pytest.mark.requirement("R06")
async def test_the_answer_of_one_is_not_told_to_the_other_before_both_said_yes(
    app: Running,
) -> None:
    match = await proposed(app)
    await answer(app, match, COUNCIL)
    seen = (await match_of(app, match, OFFICE)).json()
    assert [peer["agrees"] for peer in seen["peers"]] == [None, None]
    assert [peer["subject_id"] is None for peer in seen["peers"] if not peer["own"]] == [True]
    seen = (await match_of(app, match, COUNCIL)).json()
    assert [peer["agrees"] for peer in seen["peers"] if peer["own"]] == [True]


@pytest.mark.requirement("R06")
@pytest.mark.parametrize("after_a_yes", [True, False])
async def test_a_no_ends_it_and_nobody_gets_to_know_anybody(
    app: Running, after_a_yes: bool
) -> None:
    match = await proposed(app)
    if after_a_yes:
        await answer(app, match, COUNCIL)
    ended = await answer(app, match, COUNCIL, agrees=False)
    assert ended.json()["state"] == "ended"
    late = await answer(app, match, OFFICE)
    assert (late.status_code, late.json()["detail"]) == (
        409,
        "De koppeling is beëindigd. Dit kan nu: niets meer.",
    )
    assert not [who for who in BOTH if who in (await match_of(app, match, OFFICE)).text]
    [end] = await app.announced_of(PeerMatchEnded)
    assert end.version == 2


@pytest.mark.requirement("R06")
async def test_silence_of_one_ends_it_after_a_term_and_only_then(app: Running) -> None:
    match = await proposed(app)
    await answer(app, match, COUNCIL)
    await app.ring(MONDAY + timedelta(days=14))
    assert await app.announced_of(PeerMatchEnded) == []
    for days in (15, 40):
        await app.ring(MONDAY + timedelta(days=days))
    assert len(await app.announced_of(PeerMatchEnded)) == 1
    assert (await answer(app, match, OFFICE)).status_code == 409


@pytest.mark.requirement("R06")
async def test_an_accepted_match_is_not_ended_by_its_old_clock(app: Running) -> None:
    match = await proposed(app)
    for organisation in (COUNCIL, OFFICE):
        await answer(app, match, organisation)
    await app.ring(MONDAY + timedelta(days=40))
    assert await app.announced_of(PeerMatchEnded) == []


@pytest.mark.requirement("R06")
async def test_only_who_speaks_for_a_provider_answers_for_it(app: Running) -> None:
    match = await proposed(app)
    path = f"/v1/peer-matches/{match['match_id']}"
    theirs = (await match_of(app, match, OFFICE)).json()["peers"]
    not_own = next(peer["peer_id"] for peer in theirs if not peer["own"])
    body = {"peer_id": not_own, "agrees": True, "channel": "mail"}
    for headers, status in (
        (as_partner(app, OFFICE), 403),
        (as_partner(app, DESK), 404),
        (as_coordinator(app, "GM0014"), 404),
        (app.token("core_team"), 403),
        (as_coordinator(app), 200),
    ):
        reply = await app.client.post(f"{path}/answers", json=body, headers=headers)
        assert reply.status_code == status, reply.text
    stranger = await app.client.post(
        f"{path}/answers", json={**body, "peer_id": str(uuid4())}, headers=as_coordinator(app)
    )
    assert [error["pointer"] for error in stranger.json()["errors"]] == ["#/peer_id"]


@pytest.mark.requirement("R06")
async def test_the_same_two_are_never_proposed_again(app: Running) -> None:
    match = await proposed(app)
    seen = (await see(app, f"peer-matches/{match['match_id']}", as_coordinator(app))).json()
    assert [peer["own"] for peer in seen["peers"]] == [True, True]
    await answer(app, match, COUNCIL, agrees=False)
    async with app.begin() as work:
        rows = await work.db.exec_driver_sql("SELECT question_id FROM questions")
        ids = [row.question_id for row in rows]
    assert (await propose(app, *ids)).status_code == 409
    assert (await propose(app, *reversed(ids))).status_code == 409
    assert len(await app.announced_of(PeerMatchProposed)) == 1
