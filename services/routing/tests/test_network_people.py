"""The people of the network: by reference in the register, by name in the vault alone."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running
from routing_register import kept, office_of, organisation, pointers, put, read
from routing_town import MONDAY, TOWN
from sqlalchemy import text

NAME = "Zoë Ĳsbrandt-日本"
EVERYTHING = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")


async def in_vault(app: Running, ref: str, organisation_id: UUID) -> None:
    person = {"organisation_id": str(organisation_id), "name": NAME, "email": "zoe@example.nl"}
    answer = await put(app, f"people/{ref}", person)
    assert answer.status_code == 204, answer.text


def official(municipality: UUID, role: str, **others: Any) -> dict[str, Any]:
    entry = {"municipality_organisation_id": str(municipality), "role": role}
    return {**entry, "valid_from": "2026-01-01", **others}


@pytest.mark.requirement("B05")
async def test_the_name_of_a_lead_is_in_the_vault_and_nowhere_else(app: Running) -> None:
    office_id = await office_of(app)
    await in_vault(app, "lead-1", office_id)
    lead = {"office_id": str(office_id), "person_ref": "lead-1", "valid_from": "2026-01-01"}
    await kept(app, f"leads/{uuid4()}", lead)
    partner = app.token("partner", organisation_id=await organisation(app, "federation"))
    person = await read(app, "people/lead-1?purpose=get_in_touch", partner)
    assert person == {"name": NAME, "email": "zoe@example.nl", "telephone": None}
    assert await _tables_with(app, "Zoë") == {"vault"}
    assert NAME not in str([one.data for one in await app.announced()])
    delete = await app.client.delete("/v1/people/lead-1", headers=app.token("administrator"))
    assert delete.status_code == 204
    assert await _tables_with(app, "Zoë") == set()
    history = await read(app, f"leads?organisationId={office_id}", app.token("administrator"))
    assert [one["person_ref"] for one in history] == ["lead-1"], "the history stays whole"


async def _tables_with(app: Running, words: str) -> set[str]:
    async with app.begin() as work:
        tables = (await work.db.execute(EVERYTHING)).scalars().all()
        held = set()
        for table in tables:
            found = text(f"SELECT 1 FROM {table} AS r WHERE CAST(r AS text) LIKE :words LIMIT 1")  # noqa: S608
            if (await work.db.execute(found, {"words": f"%{words}%"})).first():
                held.add(table)
        return held


async def test_a_person_is_looked_up_for_a_purpose_by_who_works_there(app: Running) -> None:
    office_id = await office_of(app)
    await in_vault(app, "lead-1", office_id)
    path = "people/lead-1?purpose=get_in_touch"
    elsewhere = await organisation(app, "federation", "GM0001")
    for stranger in (
        app.token("partner", organisation_id=elsewhere),
        app.token("coordinator", municipalities=["GM0001"]),
        app.token("partner"),
    ):
        await read(app, path, stranger, status=404)
    await read(app, path, app.token("coordinator", municipalities=[TOWN]))
    await read(app, "people/lead-1", app.token("coordinator"), status=400)


async def test_nobody_takes_over_the_reference_of_another_organisation(app: Running) -> None:
    await in_vault(app, "lead-1", await office_of(app))
    taken = {"organisation_id": str(await office_of(app)), "name": "Iemand anders"}
    assert (await put(app, "people/lead-1", taken)).status_code == 409
    unknown = await put(app, "people/lead-2", {**taken, "organisation_id": str(uuid4())})
    assert pointers(unknown) == ["#/organisation_id"]


@pytest.mark.requirement("A07")
async def test_a_supporter_has_themes_areas_kinds_room_and_dated_qualifications(
    app: Running,
) -> None:
    service = await organisation(app, "service_organisation")
    supporter = uuid4()
    entry = {
        "organisation_id": str(service),
        "person_ref": "supporter-1",
        "municipality_codes": [TOWN],
        "themes": ["volunteers", "governance"],
        "provider_kinds": ["club"],
        "most_open": 12,
    }
    seen = await kept(app, f"supporters/{supporter}", entry)
    assert {name: seen[name] for name in entry} == entry
    qualified = {
        "supporter_id": str(supporter),
        "code": "volunteers",
        "valid_from": "2025-01-01",
        "valid_until": "2026-12-31",
    }
    path = f"qualifications/{uuid4()}"
    await kept(app, path, qualified)
    coordinator = app.token("coordinator", municipalities=[TOWN])
    found = await read(app, f"qualifications?organisationId={service}", coordinator)
    assert [(one["code"], one["valid_until"]) for one in found] == [("volunteers", "2026-12-31")]
    own = app.token("partner", organisation_id=service)
    assert len(await read(app, "qualifications", own)) == 1
    assert await read(app, "supporters", app.token("partner", organisation_id=uuid4())) == []
    backwards = {**qualified, "valid_until": "2024-12-31", "supporter_id": str(uuid4())}
    assert pointers(await put(app, path, backwards)) == ["#/valid_until", "#/supporter_id"]


@pytest.mark.requirement("B06")
async def test_policy_officers_are_references_and_an_alderman_is_a_role_alone(
    app: Running,
) -> None:
    desk = await organisation(app, "municipality")
    officer = official(desk, "policy_officer", person_ref="officer-1")
    assert (await kept(app, f"officials/{uuid4()}", officer))["person_ref"] == "officer-1"
    alderman = await kept(app, f"officials/{uuid4()}", official(desk, "alderman"))
    assert alderman["person_ref"] is None
    named = official(desk, "alderman", person_ref="alderman-1")
    assert pointers(await put(app, f"officials/{uuid4()}", named)) == ["#/person_ref"]


@pytest.mark.requirement("B08")
async def test_an_external_guide_looks_into_one_municipality_for_as_long_as_agreed(
    app: Running,
) -> None:
    desk = await organisation(app, "municipality")
    guide = await organisation(app, "service_organisation", "GM0001")
    office_id = await office_of(app)
    await in_vault(app, "lead-1", office_id)
    role = official(desk, "process_guide", organisation_id=str(guide))
    path = f"officials/{uuid4()}"
    assert pointers(await put(app, path, role)) == ["#/valid_until"]
    await kept(app, path, role | {"valid_from": "2026-11-24", "valid_until": "2026-11-25"})
    lead = {"office_id": str(office_id), "person_ref": "lead-1", "valid_from": "2026-01-01"}
    await kept(app, f"leads/{uuid4()}", lead)
    caller, seen = app.token("partner", organisation_id=guide), []
    for days in range(4):
        app.now = MONDAY + timedelta(days=days)
        seen.append(len(await read(app, "leads", caller)))
        await read(app, "people/lead-1?purpose=get_in_touch", caller, 200 if seen[-1] else 404)
    assert seen == [0, 1, 1, 0]
    app.now = MONDAY + timedelta(days=1)
    assert (await put(app, f"leads/{uuid4()}", lead, caller)).status_code == 403
