"""The register of sports providers."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running
from contracts.providers import ProviderRegistered
from httpx import Response
from sqlalchemy import text

from .conftest import HOEKSCHE_WAARD, submit
from .test_submissions import submission

Form = dict[str, Any]
STUDIO = UUID(int=70)


def entry(**different: Any) -> Form:
    return {
        "municipality_code": HOEKSCHE_WAARD,
        "kind": "entrepreneur",
        "name": "Dansstudio 𝒫irouette Łódź",
        "disciplines": ["dance", "yoga"],
        "legal_form": "private_company",
        "size": "small",
        **different,
    }


async def put(app: Running, headers: dict[str, str], form: Form, **more: str) -> Response:
    return await app.client.put(f"/v1/providers/{STUDIO}", json=form, headers={**headers, **more})


@pytest.mark.requirement("A01", "B04")
@pytest.mark.parametrize("kind", ["club", "entrepreneur"])
async def test_a_provider_is_registered_with_kind_disciplines_and_legal_form(
    app: Running, coordinator: dict[str, str], kind: str
) -> None:
    answer = await put(app, coordinator, entry(kind=kind))
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"1"')
    shown = (await app.client.get(f"/v1/providers/{STUDIO}", headers=coordinator)).json()
    assert shown == answer.json()
    assert (shown["kind"], shown["name"]) == (kind, "Dansstudio 𝒫irouette Łódź")
    [said] = await app.announced_of(ProviderRegistered)
    assert (said.provider_id, said.kind, said.version) == (STUDIO, kind, 1)
    assert (said.disciplines, said.legal_form, said.size) == (
        ["dance", "yoga"],
        "private_company",
        "small",
    )


@pytest.mark.requirement("A01")
async def test_every_change_is_said_once_and_the_same_again_is_none(
    app: Running, coordinator: dict[str, str]
) -> None:
    for form in (entry(), entry(), entry(size="medium"), entry(kvk_number="12345678")):
        await put(app, coordinator, form)
    assert [said.version for said in await app.announced_of(ProviderRegistered)] == [1, 2, 3]


@pytest.mark.requirement("B04")
async def test_the_name_of_a_sole_trader_is_in_the_vault_alone(
    app: Running, coordinator: dict[str, str]
) -> None:
    person = entry(legal_form="sole_trader", name="Kanarie Jansen", kvk_number="87654321")
    answer = await put(app, coordinator, person)
    assert answer.json()["name"] is None
    private = f"/v1/providers/{STUDIO}/personal-data"
    told = (await app.client.get(private, headers=coordinator)).json()
    assert told == {"name": "Kanarie Jansen", "kvk_number": "87654321"}
    assert all("Kanarie" not in event.model_dump_json() for event in await app.announced())
    async with app.begin() as work:
        for table in ("providers", "announced", "idempotency_keys"):
            rows = await work.db.execute(text(f"SELECT t::text AS row FROM {table} t"))  # noqa: S608
            assert not [r for r in rows if "Kanarie" in r.row or "87654321" in r.row]


@pytest.mark.requirement("A01")
async def test_a_provider_known_from_a_submission_is_completed_later(
    app: Running, coordinator: dict[str, str]
) -> None:
    await submit(app, "sportraad", submission())
    page = (await app.client.get("/v1/providers", headers=coordinator)).json()
    [stub] = page["items"]
    assert (stub["version"], stub["name"]) == (0, None)
    completed = await app.client.put(
        f"/v1/providers/{stub['provider_id']}", json=entry(kind="club"), headers=coordinator
    )
    assert (completed.json()["version"], completed.json()["kind"]) == (1, "club")


async def test_the_list_is_of_ones_own_municipalities_in_pages(
    app: Running, coordinator: dict[str, str]
) -> None:
    everywhere = app.token("administrator")
    ids = sorted(str(uuid4()) for _ in range(5))
    for place, provider_id in enumerate(ids):
        code = "GM0758" if place == 4 else HOEKSCHE_WAARD
        form = entry(municipality_code=code)
        await app.client.put(f"/v1/providers/{provider_id}", json=form, headers=everywhere)
    seen, page = list[str](), {"next": None}
    while not seen or page["next"]:
        where = {"limit": "3"} | ({"after": page["next"]} if page["next"] else {})
        answer = await app.client.get("/v1/providers", params=where, headers=coordinator)
        page = answer.json()
        seen += [one["provider_id"] for one in answer.json()["items"]]
    assert seen == ids[:4]
    there = {"municipalityCode": "GM0758"}
    breda = await app.client.get("/v1/providers", params=there, headers=everywhere)
    assert [one["provider_id"] for one in breda.json()["items"]] == ids[4:]


async def test_who_keeps_no_register_there_sees_and_changes_nothing(
    app: Running, coordinator: dict[str, str]
) -> None:
    await put(app, coordinator, entry())
    elsewhere = app.token("coordinator", municipalities=["GM0758"])
    partner = app.token("partner", organisation_id=uuid4())
    for path in (f"/v1/providers/{STUDIO}", f"/v1/providers/{STUDIO}/personal-data"):
        assert (await app.client.get(path, headers=elsewhere)).status_code == 404
        assert (await app.client.get(path, headers=partner)).status_code == 403
    assert (await put(app, elsewhere, entry())).status_code == 403
    moved = await put(app, elsewhere, entry(municipality_code="GM0758"))
    assert moved.status_code == 404
    assert len(await app.announced_of(ProviderRegistered)) == 1


async def test_who_knows_an_older_version_is_refused(
    app: Running, coordinator: dict[str, str]
) -> None:
    await put(app, coordinator, entry())
    changes = [
        put(app, coordinator, entry(size=s), **{"If-Match": '"1"'}) for s in ("medium", "large")
    ]
    answers = await asyncio.gather(*changes)
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    assert [said.version for said in await app.announced_of(ProviderRegistered)] == [1, 2]


async def test_everything_that_is_wrong_with_an_entry_is_told_at_once(
    app: Running, coordinator: dict[str, str]
) -> None:
    wrong = {"municipality_code": "GM9999", "kind": "studio", "disciplines": ["Dansen!"]}
    wrong |= {"kvk_number": "12", "size": "huge", "legal_form": "bv", "owner": "Jansen"}
    answer = await put(app, coordinator, wrong)
    assert {error["pointer"] for error in answer.json()["errors"]} == {
        *("#/municipality_code", "#/kind", "#/disciplines/0", "#/kvk_number"),
        *("#/size", "#/legal_form", "#/owner", "#/name"),
    }
