"""Offices find others that work in the same circumstances (S2, F06)."""

from typing import Any
from uuid import UUID

import pytest
from chassis.process.testing import Running
from contracts.vocabulary import SizeClass
from routing.exchange.peers.contexts.domain import Context, distance_km, likeness
from routing_peers import PROFILE, profile
from routing_people import see

HOME, TWIN, BESIDE, UNLIKE, UNKNOWN = (UUID(int=n) for n in range(301, 306))
PLACES = {
    HOME: ["GM0758", "GM0779"],
    TWIN: ["GM0772"],
    BESIDE: ["GM0826"],
    UNLIKE: ["GM0014"],
    UNKNOWN: ["GM0034"],
}
BREDA = {"latitude": 51.589, "longitude": 4.776}
EINDHOVEN = {"latitude": 51.441, "longitude": 5.470}


async def offices(app: Running) -> None:
    administrator = app.token("administrator")
    for office, codes in PLACES.items():
        organisation = {"kind": "pos_office", "name": "Kantoor", "municipality_codes": codes}
        founded = {"municipality_codes": codes, "state": "active", "size": "small"}
        for path, entry in (
            (f"organisations/{office}", organisation),
            (f"pos-offices/{office}", {**founded, "initiated_by": "both"}),
        ):
            answer = await app.client.put(f"/v1/{path}", json=entry, headers=administrator)
            assert answer.status_code == 201, answer.text
    south = {"region": "noord_brabant", "size": "large", "urbanity": 4, "social_diversity": 4}
    await profile(app, "GM0758", **south, **BREDA)
    await profile(app, "GM0779", **{**south, "size": "small", "urbanity": 1})
    await profile(app, "GM0772", **south, **EINDHOVEN)
    await profile(app, "GM0826", **{**south, "size": "small", "social_diversity": 1})
    await profile(app, "GM0014", region="groningen", size="medium", urbanity=5)


async def peers(app: Running, order: str) -> list[Any]:
    path = f"pos-offices/{HOME}/peers?order={order}"
    found: list[Any] = (await see(app, path, app.token("partner"))).json()
    return found


@pytest.mark.requirement("F06")
async def test_an_office_sees_first_who_works_in_the_same_circumstances(app: Running) -> None:
    await offices(app)
    found = await peers(app, "likeness")
    assert [UUID(one["office_id"]) for one in found] == [TWIN, UNLIKE, BESIDE]
    assert (found[0]["likeness"], found[0]["distance_km"]) == (1.0, 50.8)
    assert [one["same_region"] for one in found] == [True, False, True]


@pytest.mark.requirement("F06")
async def test_an_office_sees_the_nearest_first_when_it_asks_for_them(app: Running) -> None:
    await offices(app)
    found = await peers(app, "distance")
    assert UUID(found[-1]["office_id"]) == UNLIKE
    assert {UUID(one["office_id"]) for one in found[:2]} == {TWIN, BESIDE}


@pytest.mark.requirement("F06")
async def test_the_circumstances_of_a_municipality_are_recorded_by_its_administrator(
    app: Running,
) -> None:
    path = "/v1/municipalities/GM0758/context-profile"
    assert (await profile(app, "GM0758", **BREDA)).status_code == 201
    assert (await profile(app, "GM0758", **BREDA)).json()["version"] == 1
    assert (await profile(app, "GM0758", urbanity=5)).json()["version"] == 2
    elsewhere = app.token("administrator", municipalities=["GM0002"])
    assert (await app.client.put(path, json=PROFILE, headers=elsewhere)).status_code == 403
    stale = {**app.token("administrator"), "If-Match": '"1"'}
    assert (await app.client.put(path, json=PROFILE, headers=stale)).status_code == 412
    seen = await see(app, "municipalities/GM0758/context-profile", app.token("partner"))
    assert (seen.json()["urbanity"], seen.headers["ETag"]) == (5, '"2"')
    wrong = await profile(app, "GM0758", urbanity=6, social_diversity=0, size="huge")
    assert len(wrong.json()["errors"]) == 3
    half = await profile(app, "GM0758", latitude=51.5)
    assert half.status_code == 400
    missing = await see(app, "municipalities/GM0001/context-profile", app.token("partner"))
    assert missing.status_code == 404
    office = await see(app, f"pos-offices/{HOME}/peers", app.token("partner"))
    assert office.status_code == 404


def context(**others: Any) -> Context:
    known = {"municipality_code": "GM0001", "region": "a", "size": SizeClass.SMALL}
    return Context(**{**known, "urbanity": 1, "social_diversity": 1, **others})


@pytest.mark.requirement("F06")
def test_likeness_goes_from_nothing_alike_to_the_same() -> None:
    opposite = context(size=SizeClass.LARGE, urbanity=5, social_diversity=5)
    assert likeness(context(), opposite) == 0
    assert likeness(context(), context(urbanity=5)) == 0.67
    assert likeness(opposite, opposite) == 1


@pytest.mark.requirement("F06")
def test_the_distance_is_known_only_where_both_places_are() -> None:
    assert distance_km(context(), context(**BREDA)) is None
    assert distance_km(context(**BREDA), context(**BREDA)) == 0
