"""Which providers are thought to be able to help each other (S2, R06, F10 and R18)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from chassis.process.testing import Running
from contracts.intake import QuestionAnswered, QuestionWithdrawn
from contracts.peers import PeerMatchProposed, SpaceFreed
from contracts.vocabulary import QuestionOutcome, Theme
from routing_peers import (
    CLUB,
    ENTREPRENEUR,
    FAR_AWAY,
    NEIGHBOUR,
    OTHER,
    answer,
    of_club,
    of_entrepreneur,
    propose,
    region,
    suggestions,
)
from routing_people import as_coordinator, as_partner, see
from routing_town import MONDAY, TOWN, later
from routing_voices import COUNCIL, OFFICE, said_well

WANTED = {"theme": "space", "space_now_m2": 100, "space_wanted_m2": 300}


def offer(**others: object) -> dict[str, object]:
    provider = {"provider_id": str(OTHER), "provider_kind": "entrepreneur"}
    return {"municipality_code": TOWN, **provider, "available_m2": 200, **others}


@pytest.mark.requirement("R06", "F10")
async def test_providers_near_each_other_with_the_same_question_are_suggested_without_names(
    app: Running,
) -> None:
    await region(app)
    club = of_club()
    near, beside = of_entrepreneur(), of_entrepreneur(municipality_code=NEIGHBOUR)
    others = of_entrepreneur(theme="space"), of_entrepreneur(municipality_code=FAR_AWAY)
    await app.hear(club, near, beside, *others, of_club())
    found = await suggestions(app)
    with_club = [
        (one["near"], {one["first"]["subject_id"], one["second"]["subject_id"]}) for one in found
    ]
    assert (True, {str(club.question_id), str(near.question_id)}) in with_club
    assert (False, {str(club.question_id), str(beside.question_id)}) in with_club
    assert [near for near, _ in with_club] == [True, True, False, False]
    assert not [who for who in (CLUB, ENTREPRENEUR) if str(who) in str(found)]
    kinds = {(one["first"]["provider_kind"], one["second"]["provider_kind"]) for one in found}
    assert kinds <= {("club", "entrepreneur"), ("entrepreneur", "club")}


@pytest.mark.requirement("R06")
async def test_a_question_that_was_answered_still_helps_and_a_withdrawn_or_old_one_does_not(
    app: Running,
) -> None:
    await region(app)
    club, answered, withdrawn = of_club(), of_entrepreneur(), of_entrepreneur()
    old = of_entrepreneur(occurred_at=MONDAY - timedelta(days=181))
    await app.hear(club, answered, withdrawn, old)
    await app.hear(
        later(answered, QuestionAnswered, outcome=QuestionOutcome.HELPED),
        later(withdrawn, QuestionWithdrawn),
    )
    [found] = await suggestions(app)
    ids = {found["first"]["subject_id"], found["second"]["subject_id"]}
    assert ids == {str(club.question_id), str(answered.question_id)}


@pytest.mark.requirement("R18")
async def test_an_offer_of_space_meets_the_question_that_it_is_enough_for(app: Running) -> None:
    await region(app)
    club = of_club(**WANTED)
    await app.hear(club)
    await said_well(app, "space-offers", offer(available_m2=199), OFFICE)
    assert await suggestions(app) == []
    enough = await said_well(app, "space-offers", offer(), OFFICE)
    [found] = await suggestions(app)
    assert found["likeness"] == "space_for_space"
    sizes = [(one["needed_m2"], one["available_m2"]) for one in (found["first"], found["second"])]
    assert sorted(sizes, key=str) == [(200, None), (None, 200)]
    path = f"/v1/space-offers/{enough['offer_id']}"
    assert (await app.client.delete(path, headers=as_partner(app, COUNCIL))).status_code == 404
    assert (await app.client.delete(path, headers=as_partner(app, OFFICE))).status_code == 200
    assert await suggestions(app) == []


@pytest.mark.requirement("R18")
async def test_a_colleague_frees_space_from_100_to_300_square_metres(app: Running) -> None:
    await region(app)
    club = of_club(**WANTED)
    await app.hear(club)
    offered = await said_well(app, "space-offers", offer(), OFFICE)
    match = (await propose(app, club.question_id, offered["offer_id"])).json()
    path, outcome = f"peer-matches/{match['match_id']}/outcomes", {"before_m2": 100}
    early = await app.client.post(
        f"/v1/{path}", json={**outcome, "after_m2": 300}, headers=as_partner(app, COUNCIL)
    )
    assert early.status_code == 409
    for organisation in (COUNCIL, OFFICE):
        await answer(app, match, organisation)
    less = await app.client.post(
        f"/v1/{path}", json={**outcome, "after_m2": 90}, headers=as_partner(app, COUNCIL)
    )
    assert [error["pointer"] for error in less.json()["errors"]] == ["#/after_m2"]
    freed = await said_well(app, path, {**outcome, "after_m2": 300})
    assert (freed["state"], freed["before_m2"], freed["after_m2"]) == ("space_freed", 100, 300)
    [said] = await app.announced_of(SpaceFreed)
    assert (said.version, said.before_m2, said.after_m2) == (3, 100, 300)


@pytest.mark.requirement("R06")
async def test_only_what_may_help_is_proposed_by_a_coordinator_of_one_of_both_places(
    app: Running,
) -> None:
    await region(app)
    club, beside = of_club(), of_entrepreneur(municipality_code=NEIGHBOUR)
    unlike = of_entrepreneur(theme=Theme.SPACE)
    await app.hear(club, beside, unlike)
    ids = club.question_id, beside.question_id
    for pair, places, flaws in (
        (ids, [FAR_AWAY], ["#/first_id", "#/second_id"]),
        ((club.question_id, uuid4()), [TOWN], ["#/second_id"]),
        ((club.question_id, club.question_id), [TOWN], ["#/second_id"]),
        ((club.question_id, unlike.question_id), [TOWN], ["#/second_id"]),
    ):
        refused = await propose(app, *pair, *places)
        assert [error["pointer"] for error in refused.json()["errors"]] == flaws
    assert await app.announced_of(PeerMatchProposed) == []
    match = await propose(app, *ids, NEIGHBOUR)
    assert match.status_code == 201
    own = [peer["municipality_code"] for peer in match.json()["peers"] if peer["own"]]
    assert own == [NEIGHBOUR]
    place = f"peer-suggestions?municipalityCode={TOWN}"
    assert (await see(app, place, as_coordinator(app, NEIGHBOUR))).status_code == 403
    assert (await see(app, place, as_partner(app, OFFICE))).status_code == 403
