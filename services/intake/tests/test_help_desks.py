"""One recognisable place for each municipality."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running
from httpx import Response

from .conftest import HOEKSCHE_WAARD, Asked

Form = dict[str, Any]
DESK = UUID(int=90)
BREDA, ZWIJNDRECHT = "GM0758", "GM0642"


def desk(*codes: str, **different: Any) -> Form:
    return {
        "name": "Sportloket Zuid-Holland Zuid",
        "municipality_codes": list(codes) or [HOEKSCHE_WAARD, ZWIJNDRECHT],
        "partner_organisation_ids": [str(uuid4()), str(uuid4())],
        "themes": ["volunteers", "space"],
        "channels": ["form", "telephone", "visit"],
        "email": "loket@example.nl",
        "telephone": "0186 123 456",
        **different,
    }


@pytest.fixture
def administrator(app: Running) -> dict[str, str]:
    return app.token("administrator", municipalities=[HOEKSCHE_WAARD, ZWIJNDRECHT])


async def put(app: Running, headers: dict[str, str], form: Form, desk_id: UUID = DESK) -> Response:
    return await app.client.put(f"/v1/help-desks/{desk_id}", json=form, headers=headers)


async def desks_of(app: Running, code: str) -> list[Form]:
    found = await app.client.get("/v1/help-desks", params={"municipalityCode": code})
    listed: list[Form] = found.json()
    return listed


@pytest.mark.requirement("A02")
async def test_everybody_finds_the_desk_of_a_municipality_with_its_partners_and_channels(
    app: Running, administrator: dict[str, str]
) -> None:
    form = desk()
    kept = await put(app, administrator, form)
    assert (kept.status_code, kept.headers["ETag"]) == (200, '"1"')
    for code in (HOEKSCHE_WAARD, ZWIJNDRECHT):
        [found] = await desks_of(app, code)
        assert found == kept.json()
    told = form | {"municipality_codes": sorted(form["municipality_codes"])}
    assert kept.json() == {**told, "id": str(DESK), "version": 1}
    assert await desks_of(app, BREDA) == []


@pytest.mark.requirement("A02")
async def test_a_municipality_has_one_desk_so_that_a_provider_has_one_address(
    app: Running, administrator: dict[str, str]
) -> None:
    await put(app, administrator, desk())
    second = await put(app, administrator, desk(HOEKSCHE_WAARD, name="Nog een loket"), uuid4())
    assert second.status_code == 409
    told = second.json()["detail"]
    assert HOEKSCHE_WAARD in told
    assert "Sportloket Zuid-Holland Zuid" in told
    assert [found["id"] for found in await desks_of(app, HOEKSCHE_WAARD)] == [str(DESK)]


@pytest.mark.requirement("A02")
async def test_a_desk_that_leaves_a_municipality_makes_room_for_another(
    app: Running, administrator: dict[str, str]
) -> None:
    other = uuid4()
    await put(app, administrator, desk())
    await put(app, administrator, desk(ZWIJNDRECHT))
    assert (await put(app, administrator, desk(HOEKSCHE_WAARD), other)).status_code == 200
    assert [found["id"] for found in await desks_of(app, HOEKSCHE_WAARD)] == [str(other)]


async def test_who_knows_an_older_version_is_refused(
    app: Running, administrator: dict[str, str]
) -> None:
    known = {**administrator, "If-Match": '"1"'}
    await put(app, administrator, desk())
    statuses = [(await put(app, known, desk())).status_code for _ in range(2)]
    assert statuses == [200, 412]


async def test_only_an_administrator_of_all_its_municipalities_keeps_a_desk(
    app: Running, administrator: dict[str, str], coordinator: dict[str, str]
) -> None:
    assert (await put(app, coordinator, desk())).status_code == 403
    assert (await put(app, administrator, desk(HOEKSCHE_WAARD, BREDA))).status_code == 403
    await put(app, administrator, desk())
    of_one = app.token("administrator", municipalities=[ZWIJNDRECHT])
    assert (await put(app, of_one, desk(ZWIJNDRECHT))).status_code == 403


@pytest.mark.requirement("A02", "P01")
async def test_the_asker_reads_the_name_of_the_desk_and_how_to_reach_it(
    app: Running, administrator: dict[str, str], asked: Asked
) -> None:
    await put(app, administrator, desk())
    told = (await app.client.post("/v1/questions", json={**asked.form, "theme": "space"})).json()
    assert "Sportloket Zuid-Holland Zuid zoekt nu wie u het beste kan helpen." in told["message"]
    page = (await app.client.get(asked.link, headers={"Accept": "text/html"})).text
    assert "Sportloket Zuid-Holland Zuid, telefoon 0186 123 456, e-mail loket@example.nl" in page


async def test_a_desk_that_is_none_is_refused_with_everything_that_is_wrong(
    app: Running, administrator: dict[str, str]
) -> None:
    wrong = desk(name=" ", municipality_codes=[], channels=["pigeon"], email="loket")
    answer = await put(app, administrator, wrong)
    assert {error["pointer"] for error in answer.json()["errors"]} == {
        *("#/name", "#/municipality_codes", "#/channels/0", "#/email"),
    }
    assert (await app.client.get(f"/v1/help-desks/{DESK}")).status_code == 404


@pytest.mark.requirement("A02")
async def test_a_mail_to_the_asker_can_say_whom_to_call(app: Running, asked: Asked) -> None:
    ref = (await asked.now())["details_ref"]
    path = f"/v1/details/{ref}?purpose=notification"
    before = (await app.client.get(path, headers=app.token("service"))).json()
    assert before["desk"] is None
    await put(
        app, app.token("administrator", municipalities=[HOEKSCHE_WAARD]), desk(HOEKSCHE_WAARD)
    )
    shown = (await app.client.get(path, headers=app.token("service"))).json()["desk"]
    assert shown == {
        "name": "Sportloket Zuid-Holland Zuid",
        "email": "loket@example.nl",
        "telephone": "0186 123 456",
    }
