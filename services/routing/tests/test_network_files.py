"""The network as files: all or nothing, every flaw at once, out and in again the same."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from chassis.process.testing import Running
from contracts.network import MembershipStarted, OrganisationRegistered
from routing_register import (
    OTHER_TOWN,
    agreement,
    kept,
    membership,
    office_of,
    organisation,
    pointers,
    put,
)
from routing_town import TOWN

KINDS = (
    "organisations",
    "memberships",
    "pos-offices",
    "leads",
    "facilitators",
    "platforms",
    "seats",
    "supporters",
    "qualifications",
    "officials",
    "agreements",
    "expectations",
)


async def load(
    app: Running, kind: str, content: str | bytes, query: str = "", **token: Any
) -> httpx.Response:
    headers = {**app.token("administrator", **token), "Content-Type": "text/csv"}
    path = f"/v1/network-files/{kind}{query}"
    return await app.client.post(path, content=content, headers=headers)


async def give(app: Running, kind: str) -> str:
    path = f"/v1/network-files/{kind}"
    answer = await app.client.get(path, headers=app.token("administrator"))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return answer.content.decode("utf-8")


def rows(*names: str, ids: Sequence[UUID] = ()) -> str:
    """A file of organisations."""
    pairs = zip(ids or [uuid4() for _ in names], names, strict=True)
    lines = [f"{each};delivery_organisation;{name};{TOWN}" for each, name in pairs]
    return "\n".join(["organisation_id;kind;name;municipality_codes", *lines])


@pytest.mark.requirement("A03")
async def test_organisations_are_loaded_from_a_file_and_each_is_said_once(app: Running) -> None:
    content = rows("Clubhulp", "Café 't Hoekje", "Søren & 日本")
    loaded = await load(app, "organisations", content)
    told = {"new": 3, "changed": 0, "unchanged": 0, "dry_run": False}
    assert (loaded.status_code, loaded.json()) == (200, told)
    renamed = await load(app, "organisations", content.replace("Clubhulp", "Clubhulp+"))
    assert renamed.json() == told | {"new": 0, "changed": 1, "unchanged": 2}
    said = await app.announced_of(OrganisationRegistered)
    assert [one.name for one in said] == ["Clubhulp", "Café 't Hoekje", "Søren & 日本"]


async def test_a_dry_run_says_what_would_come_of_it_and_keeps_nothing(app: Running) -> None:
    before = await give(app, "organisations")
    tried = await load(app, "organisations", rows("Clubhulp"), "?dryRun=true")
    told = {"new": 1, "changed": 0, "unchanged": 0, "dry_run": True}
    assert tried.json() == told
    assert await give(app, "organisations") == before
    assert await app.announced() == []


async def test_one_faulty_row_keeps_the_whole_file_out_and_every_flaw_is_named(
    app: Running,
) -> None:
    office_id, twice = await office_of(app), uuid4()
    before = await app.announced()
    lines = [
        "membership_id,parent_organisation_id,member_provider_id,started_on,ended_on",
        f"{uuid4()},{office_id},{uuid4()},2026-01-01,",
        f"x,{office_id},{uuid4()},gisteren,",
        f"{uuid4()},{uuid4()},{uuid4()},2026-01-01,2026-02-01",
        f"{twice},{office_id},{uuid4()},2026-01-01,",
        f"{twice},{office_id},=HYPERLINK(1),2026-01-01,",
        f"{twice},{office_id},{uuid4()},2026-01-01,",
    ]
    for query in ("?dryRun=true", ""):
        refused = await load(app, "memberships", "\n".join(lines), query)
        assert pointers(refused) == [
            "#/rows/3/membership_id",
            "#/rows/3/started_on",
            "#/rows/6/member_provider_id",
            "#/rows/4/parent_organisation_id",
            "#/rows/4/leave_reason",
            "#/rows/5/membership_id",
            "#/rows/7/membership_id",
        ]
    assert await app.announced() == before
    assert len((await give(app, "memberships")).splitlines()) == 1


async def test_rows_of_other_municipalities_and_impossible_steps_are_flaws(app: Running) -> None:
    office_id = await office_of(app, state="active")
    header = "organisation_id;state;municipality_codes;size;initiated_by\n"
    content = header + f"{office_id};founded;{TOWN} {OTHER_TOWN};small;both"
    refused = await load(app, "pos-offices", content, municipalities=[TOWN])
    assert pointers(refused) == ["#/rows/2/municipality_codes", "#/rows/2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
async def test_a_file_is_read_as_spreadsheets_write_it(app: Running, encoding: str) -> None:
    content = rows('"Café ""Zuid"";\nhoek"'.replace("\n", " ")).encode(encoding)
    assert (await load(app, "organisations", content)).status_code == 200
    assert 'Café ""Zuid""; hoek' in await give(app, "organisations")


async def test_a_name_like_a_formula_leaves_as_text_and_comes_back_as_it_was(
    app: Running,
) -> None:
    name = "=cmd|' /C calc'!A0"
    await organisation(app, "federation", name=name)
    content = await give(app, "organisations")
    assert f";'{name};" in content
    back = await load(app, "organisations", content)
    assert back.json()["unchanged"] == 1


async def test_everything_that_is_written_to_a_file_loads_again_the_same(app: Running) -> None:
    await _whole_network(app)
    said = len(await app.announced())
    for kind in KINDS:
        content = await give(app, kind)
        assert len(content.splitlines()) > 1, kind
        back = await load(app, kind, content.encode())
        assert back.status_code == 200, back.text
        assert back.json() | {"unchanged": 0} == {
            "new": 0,
            "changed": 0,
            "unchanged": 0,
            "dry_run": False,
        }
        assert await give(app, kind) == content
    assert len(await app.announced()) == said


async def _whole_network(app: Running) -> None:
    """One of everything."""
    council, desk = (
        await organisation(app, "sports_council"),
        await organisation(app, "municipality"),
    )
    umbrella, office_id = await organisation(app, "umbrella"), await office_of(app)
    supporter, since = uuid4(), {"valid_from": "2026-01-01"}
    office, town = {"office_id": str(office_id)}, {"municipality_organisation_id": str(desk)}
    profile = {"kind": "sports_council", "levels": ["strategic", "executing"]}
    ended = {"ended_on": "2026-06-01", "leave_reason": "moved"}
    entries: list[tuple[str, dict[str, Any]]] = [
        (f"platforms/{council}", profile | since),
        (f"memberships/{uuid4()}", membership(umbrella, member_organisation_id=str(office_id))),
        (f"memberships/{uuid4()}", membership(office_id, member_provider_id=str(uuid4())) | ended),
        (f"leads/{uuid4()}", office | {"person_ref": "lead-1"} | since),
        (f"facilitators/{uuid4()}", office | {"organisation_id": str(council)} | since),
        (
            f"seats/{uuid4()}",
            {
                "body_organisation_id": str(council),
                "holder_organisation_id": str(office_id),
                "voting": False,
                **since,
            },
        ),
        (
            f"supporters/{supporter}",
            {
                "organisation_id": str(council),
                "person_ref": "supporter-1",
                "municipality_codes": [TOWN, OTHER_TOWN],
                "themes": ["space", "finance"],
            },
        ),
        (f"qualifications/{uuid4()}", {"supporter_id": str(supporter), "code": "space"} | since),
        (f"officials/{uuid4()}", town | {"role": "alderman"} | since),
        (f"agreements/{uuid4()}", agreement(council, signatories=[str(desk), str(council)])),
        (
            f"expectations/{uuid4()}",
            office
            | town
            | {
                "umbrella_organisation_id": str(umbrella),
                "text_ref": "roles-2026",
                "review_on": "2027-01-01",
            }
            | since,
        ),
    ]
    for path, entry in entries:
        await kept(app, path, entry)


async def test_a_file_is_a_table_of_a_kind_that_is_known(app: Running) -> None:
    assert (await load(app, "secrets", rows("x"))).status_code == 404
    as_json = await app.client.post(
        "/v1/network-files/organisations", json={}, headers=app.token("administrator")
    )
    assert as_json.status_code == 415
    assert pointers(await load(app, "organisations", b"\x00\xff")) == ["#"]
    partner = await app.client.get("/v1/network-files/leads", headers=app.token("partner"))
    assert partner.status_code == 403


@pytest.mark.requirement("M09")
async def test_members_of_an_office_come_in_by_file(app: Running) -> None:
    office_id = await office_of(app)
    lines = [f"{uuid4()};{office_id};{uuid4()};2026-01-01" for _ in range(300)]
    header = "membership_id;parent_organisation_id;member_provider_id;started_on"
    loaded = await load(app, "memberships", "\n".join([header, *lines]))
    assert loaded.json()["new"] == 300
    assert len(await app.announced_of(MembershipStarted)) == 300
    assert (await put(app, f"memberships/{uuid4()}", {})).status_code == 400
