"""The register of providers as a CSV file."""

from typing import Any
from uuid import UUID

import pytest
from chassis.process.testing import Running
from contracts.providers import ProviderRegistered
from httpx import Response

HEAD = "provider_id;municipality_code;kind;name;disciplines;legal_form;size;kvk_number"
ONE = (
    f"{UUID(int=1)};GM1963;entrepreneur;Café Sjoelbak Ünïque;dance|yoga;sole_trader;small;12345678"
)
TWO = f"{UUID(int=2)};GM1963;club;VV De Dijk;football;association;;"


async def load(app: Running, headers: dict[str, str], file: bytes, **query: Any) -> Response:
    csv = {**headers, "Content-Type": "text/csv"}
    return await app.client.post("/v1/provider-files", params=query, content=file, headers=csv)


def lines(*rows: str) -> str:
    return "\r\n".join((HEAD, *rows)) + "\r\n"


@pytest.mark.requirement("A01", "B04")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
async def test_a_file_is_loaded_and_comes_out_as_it_went_in(
    app: Running, coordinator: dict[str, str], encoding: str
) -> None:
    loaded = await load(app, coordinator, lines(ONE, TWO).encode(encoding))
    assert loaded.json() == {"new": 2, "changed": 0, "unchanged": 0, "dry_run": False}
    assert len(await app.announced_of(ProviderRegistered)) == 2
    out = await app.client.get("/v1/provider-files", headers=coordinator)
    assert out.headers["content-type"].startswith("text/csv")
    assert "Café Sjoelbak Ünïque" in out.content.decode("utf-8-sig")
    again = await load(app, coordinator, out.content)
    assert again.json() == {"new": 0, "changed": 0, "unchanged": 2, "dry_run": False}


async def test_a_dry_run_says_what_would_be_and_keeps_nothing(
    app: Running, coordinator: dict[str, str]
) -> None:
    tried = await load(app, coordinator, lines(ONE, TWO).encode(), dryRun="true")
    assert tried.json() == {"new": 2, "changed": 0, "unchanged": 0, "dry_run": True}
    assert (await app.client.get("/v1/providers", headers=coordinator)).json()["items"] == []
    assert await app.announced_of(ProviderRegistered) == []


async def test_every_faulty_row_and_column_is_named_and_nothing_is_loaded(
    app: Running, coordinator: dict[str, str]
) -> None:
    wrong = ONE.replace("GM1963", "GM0758"), TWO.replace("club", "team").replace("VV", "=1+1;")
    answer = await load(app, coordinator, lines(*wrong, TWO, TWO).encode())
    assert answer.status_code == 400
    pointers = {error["pointer"] for error in answer.json()["errors"]}
    assert {"#/rows/2/municipality_code", "#/rows/3/kind", "#/rows/3/name"} <= pointers
    assert {"#/rows/4/provider_id", "#/rows/5/provider_id"} <= pointers
    assert (await app.client.get("/v1/providers", headers=coordinator)).json()["items"] == []


async def test_what_looks_like_a_formula_does_nothing_in_a_spreadsheet(
    app: Running, coordinator: dict[str, str]
) -> None:
    form = {"municipality_code": "GM1963", "kind": "club", "name": "=HYPERLINK(1)"}
    await app.client.put(f"/v1/providers/{UUID(int=3)}", json=form, headers=coordinator)
    out = await app.client.get("/v1/provider-files", headers=coordinator)
    assert "'=HYPERLINK(1)" in out.text
