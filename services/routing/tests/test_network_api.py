"""The network as administrators record it."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from chassis.process.testing import Running
from contracts.network import OrganisationRegistered, OrganisationUpdated, RoutingRuleRecorded
from contracts.routing import HandoverRequested
from routing_town import FIRST, MONDAY, SECOND, TOWN, received, rule_entry, settle

CLUB_HELP = {"kind": "delivery_organisation", "name": "Clubhulp", "municipality_codes": [TOWN]}


async def put(
    app: Running, path: str, entry: dict[str, Any], headers: dict[str, str] | None = None
) -> httpx.Response:
    known = headers or app.token("administrator")
    return await app.client.put(f"/v1/{path}", json=entry, headers=known)


@pytest.mark.requirement("A03")
async def test_an_organisation_is_registered_once_and_each_change_is_a_version(
    app: Running,
) -> None:
    path = f"organisations/{uuid4()}"
    assert (await put(app, path, CLUB_HELP)).status_code == 201
    assert (await put(app, path, CLUB_HELP)).json()["version"] == 1
    renamed = await put(app, path, {**CLUB_HELP, "name": "Clubhulp Waardland"})
    assert (renamed.status_code, renamed.json()["version"]) == (200, 2)
    [registered] = await app.announced_of(OrganisationRegistered)
    [updated] = await app.announced_of(OrganisationUpdated)
    assert (registered.version, updated.version, updated.name) == (1, 2, "Clubhulp Waardland")


@pytest.mark.requirement("B03")
async def test_an_organisation_may_work_in_many_municipalities_each_named_once(
    app: Running,
) -> None:
    path = f"organisations/{uuid4()}"
    office = {"kind": "pos_office", "name": "POS", "municipality_codes": [TOWN, "GM0642"]}
    assert (await put(app, path, office)).status_code == 201
    twice = await put(app, path, {**office, "municipality_codes": [TOWN, TOWN]})
    assert twice.status_code == 400
    found = await app.client.get(
        "/v1/organisations?municipalityCode=GM0642", headers=app.token("partner")
    )
    assert [one["name"] for one in found.json()] == ["POS"]


@pytest.mark.requirement("P19")
async def test_each_recording_of_a_rule_is_a_version_and_the_old_ones_stay(app: Running) -> None:
    await settle(app)
    path = f"routing-rules/{uuid4()}"
    assert (await put(app, path, rule_entry(FIRST))).status_code == 201
    await put(app, path, rule_entry(FIRST))
    await put(app, path, rule_entry(SECOND, [FIRST], valid_until="2027-01-01"))
    history = await app.client.get(f"/v1/{path}/versions", headers=app.token("partner"))
    assert [one["receivers"] for one in history.json()] == [
        [str(FIRST)],
        [str(SECOND), str(FIRST)],
    ]
    said = await app.announced_of(RoutingRuleRecorded)
    assert [(one.version, one.organisation_id) for one in said] == [(1, FIRST), (2, SECOND)]


@pytest.mark.requirement("P19")
async def test_a_version_counts_from_its_first_day_until_the_last_day(app: Running) -> None:
    await settle(app)
    path = f"routing-rules/{uuid4()}"
    await put(app, path, rule_entry(FIRST))
    await put(app, path, rule_entry(SECOND, valid_from="2026-11-24", valid_until="2026-11-25"))
    asked: list[UUID] = []
    for days in range(4):
        app.now = MONDAY + timedelta(days=days)
        await app.hear(received())
        asked = [said.to_organisation_id for said in await app.announced_of(HandoverRequested)]
    assert asked == [FIRST, SECOND, SECOND]


async def test_all_that_is_wrong_with_a_rule_is_said_at_once(app: Running) -> None:
    await settle(app)
    nobody = str(uuid4())
    entry = rule_entry(FIRST, [SECOND, FIRST], entry_organisation_id=nobody)
    entry |= {"valid_until": "2025-01-01", "escalate_to_organisation_id": nobody}
    refused = await put(app, f"routing-rules/{uuid4()}", entry)
    assert refused.status_code == 400
    assert [error["pointer"] for error in refused.json()["errors"]] == [
        "#/entry_organisation_id",
        "#/escalate_to_organisation_id",
        "#/receivers/1/1",
        "#/valid_until",
    ]
    assert await app.announced_of(RoutingRuleRecorded) == []


async def test_only_administrators_of_the_municipality_record(app: Running) -> None:
    await settle(app)
    elsewhere = app.token("administrator", municipalities=["GM0002"])
    for headers in (app.token("partner"), elsewhere):
        for path, entry in (("organisations", CLUB_HELP), ("routing-rules", rule_entry())):
            assert (await put(app, f"{path}/{uuid4()}", entry, headers)).status_code == 403
    taken_over = {**CLUB_HELP, "municipality_codes": ["GM0002"]}
    assert (await put(app, f"organisations/{FIRST}", taken_over, elsewhere)).status_code == 403


async def test_what_is_not_there_is_not_found(app: Running) -> None:
    for things in ("organisations", "routing-rules"):
        path = f"/v1/{things}/{uuid4()}"
        assert (await app.client.get(path, headers=app.token("partner"))).status_code == 404
