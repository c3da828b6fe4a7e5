"""How everything in the register changes: version by version, once, seen by all, never undone."""

import asyncio
from uuid import uuid4

import pytest
from chassis.process.testing import Running
from contracts.network import OrganisationRegistered, OrganisationUpdated, PosOfficeFounded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from routing_register import kept, office, office_of, organisation, put, read
from routing_town import TOWN
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

CLUB_HELP = {"kind": "delivery_organisation", "name": "Clubhulp", "municipality_codes": [TOWN]}


@pytest.mark.requirement("A03", "A09", "B09")
@pytest.mark.parametrize(
    "kind",
    [
        "municipality",
        "platform",
        "sports_council",
        "service_organisation",
        "delivery_organisation",
        "sports_company",
        "federation",
        "pos_office",
        "cross_domain",
        "trade_association",
        "umbrella",
        "core_team",
        "national",
    ],
)
async def test_partners_of_every_kind_are_organisations_also_those_outside_sport(
    app: Running, kind: str
) -> None:
    organisation_id = await organisation(app, kind)
    assert (await read(app, f"organisations/{organisation_id}"))["kind"] == kind
    [said] = await app.announced_of(OrganisationRegistered)
    assert said.kind == kind


@pytest.mark.requirement("A03")
async def test_an_organisation_changes_and_ends_and_its_history_is_public(app: Running) -> None:
    path = f"organisations/{uuid4()}"
    await kept(app, path, CLUB_HELP)
    await kept(app, path, {**CLUB_HELP, "kind": "service_organisation"})
    await kept(app, path, {**CLUB_HELP, "valid_until": "2026-12-31"})
    history = await read(app, f"{path}/versions")
    assert [(one["version"], one["kind"], one["valid_until"]) for one in history] == [
        (1, "delivery_organisation", None),
        (2, "service_organisation", None),
        (3, "delivery_organisation", "2026-12-31"),
    ]
    updated = await app.announced_of(OrganisationUpdated)
    assert [(one.version, str(one.valid_until)) for one in updated] == [
        (2, "None"),
        (3, "2026-12-31"),
    ]


async def test_the_codes_of_municipalities_that_merged_are_understood_as_the_one_they_became(
    app: Running,
) -> None:
    merged = ["GM0585", "GM0588", "GM0642"]
    path = f"organisations/{uuid4()}"
    recorded = await kept(app, path, {**CLUB_HELP, "municipality_codes": merged})
    assert recorded["municipality_codes"] == [TOWN, "GM0642"]
    again = await kept(app, path, {**CLUB_HELP, "municipality_codes": [TOWN, "GM0642"]})
    assert again["version"] == 1
    assert len(await read(app, "organisations?municipalityCode=GM0585")) == 1


async def test_who_knows_an_older_version_is_told_what_changed(app: Running) -> None:
    path = f"organisations/{uuid4()}"
    await kept(app, path, CLUB_HELP)
    await kept(app, path, {**CLUB_HELP, "name": "Clubhulp Waardland"})
    known = app.token("administrator") | {"If-Match": '"1"'}
    stale = await put(app, path, {**CLUB_HELP, "name": "Anders"}, known)
    assert (stale.status_code, stale.headers["ETag"]) == (412, '"2"')
    assert stale.json()["detail"] == "U kent versie 1, dit is versie 2. Veranderd: name."
    fresh = await put(
        app, path, {**CLUB_HELP, "name": "Anders"}, known | {"If-Match": stale.headers["ETag"]}
    )
    assert (fresh.status_code, fresh.headers["ETag"]) == (200, '"3"')
    new = await put(app, f"organisations/{uuid4()}", CLUB_HELP, known)
    assert new.status_code == 412


async def test_of_two_at_once_each_gets_a_version_and_none_is_lost(app: Running) -> None:
    path = f"organisations/{uuid4()}"
    names = [f"Clubhulp {number}" for number in range(4)]
    answers = await asyncio.gather(*(put(app, path, {**CLUB_HELP, "name": name}) for name in names))
    assert sorted(one.json()["version"] for one in answers) == [1, 2, 3, 4]
    assert sorted(one.status_code for one in answers) == [200, 200, 200, 201]
    history = await read(app, f"{path}/versions")
    assert {one["name"] for one in history} == set(names)


async def test_a_command_with_a_key_is_done_once(app: Running) -> None:
    path, key = f"organisations/{uuid4()}", {"Idempotency-Key": "same"}
    first = await put(app, path, CLUB_HELP, app.token("administrator") | key)
    await kept(app, path, {**CLUB_HELP, "name": "Anders"})
    again = await put(app, path, CLUB_HELP, app.token("administrator") | key)
    assert (again.status_code, again.json()) == (201, first.json())
    assert (await read(app, path))["name"] == "Anders"


async def test_only_administrators_of_all_its_municipalities_record_a_thing(app: Running) -> None:
    office_id = await office_of(app)
    path = f"pos-offices/{office_id}"
    here = app.token("administrator", municipalities=[TOWN])
    elsewhere = app.token("administrator", municipalities=["GM0002"])
    both = office(municipality_codes=[TOWN, "GM0002"])
    for headers in (here, elsewhere, app.token("coordinator"), app.token("partner")):
        assert (await put(app, path, both, headers)).status_code == 403
    taken = office(municipality_codes=["GM0002"])
    assert (await put(app, path, taken, elsewhere)).status_code == 403
    assert (await put(app, path, office(size="large"), here)).status_code == 200
    assert (await app.client.put(f"/v1/{path}", json=office())).status_code == 401


async def test_the_history_cannot_be_changed_in_the_database_itself(app: Running) -> None:
    await organisation(app, "federation")
    for change in ("UPDATE register_versions SET version = 9", "DELETE FROM register_versions"):
        with pytest.raises(DBAPIError):
            async with app.begin() as work:
                await work.db.execute(text(change))


STATES = ("exploring", "founded", "building", "strategy_set", "active", "dormant", "dissolved")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(states=st.lists(st.sampled_from(STATES), min_size=1, max_size=12))
async def test_whatever_is_tried_with_an_office_its_facts_are_its_versions(
    app: Running, states: list[str]
) -> None:
    path = f"pos-offices/{await organisation(app, 'pos_office')}"
    answers = [await put(app, path, office(state=state)) for state in states]
    went = [state for state, one in zip(states, answers, strict=True) if one.status_code != 409]
    history = await read(app, f"{path}/versions")
    changes = [state for place, state in enumerate(went) if [state] != went[place - 1 : place]]
    assert [one["state"] for one in history] == changes
    assert [one["version"] for one in history] == list(range(1, len(changes) + 1))
    said = [
        one
        for one in await app.announced_of(PosOfficeFounded)
        if path.endswith(str(one.organisation_id))
    ]
    assert [(one.version, one.state) for one in said] == list(enumerate(changes, 1))
    if "dissolved" in went:
        assert went.index("dissolved") >= len(went) - went.count("dissolved")
