"""Who asks to be forgotten is forgotten in every table, and the story stays whole."""

from typing import Any

import pytest
from chassis.process.testing import Running
from contracts.partners import QuestionSubmitted
from contracts.privacy import DataSubjectErased
from sqlalchemy import text
from table_search import tables_with

from .conftest import HOEKSCHE_WAARD, NOW, Asked, submit
from .test_history import same_again

CANARY = "kanarie4711"


@pytest.fixture
def form() -> dict[str, Any]:
    return {
        "theme": "volunteers",
        "municipality_code": HOEKSCHE_WAARD,
        "provider": {"kind": "entrepreneur", "name": f"Studio {CANARY}"},
        "text": f"{CANARY} zoekt hulp",
        "contact": {"name": CANARY, "email": f"{CANARY}@example.nl", "telephone": "0612345678"},
        "consent": True,
    }


@pytest.fixture
async def erased(app: Running, asked: Asked, coordinator: dict[str, str]) -> str:
    """The provider's id: asked, told more, registered, and then erased."""
    await asked.take("triage")
    await asked.take("request_information", text=f"Beste {CANARY}, hoeveel leden?")
    await asked.take("provide_information", text=f"120, zegt {CANARY}")
    provider_id: str = (await asked.now())["provider_id"]
    entry = {
        "kind": "entrepreneur",
        "municipality_code": HOEKSCHE_WAARD,
        "name": f"Jan {CANARY}",
        "legal_form": "sole_trader",
        "kvk_number": "12345678",
    }
    provider = f"/v1/providers/{provider_id}"
    put = await app.client.put(provider, json=entry, headers=coordinator)
    assert put.status_code == 200, put.text
    assert await tables_with(app, CANARY) == ["vault"]
    gone = await app.client.delete(f"{provider}/personal-data", headers=coordinator)
    assert gone.status_code == 204, gone.text
    return provider_id


async def test_nothing_of_the_person_is_left_in_any_table(app: Running, erased: str) -> None:
    for canary in (CANARY, "0612345678", "12345678"):
        assert await tables_with(app, canary) == []
    async with app.begin() as work:
        for table in ("asker_marks", "private_links"):
            assert (await work.db.execute(text(f"SELECT * FROM {table}"))).all() == []  # noqa: S608


async def test_every_service_is_told_whose_details_were_erased_and_nothing_of_them(
    app: Running, erased: str
) -> None:
    [said] = await app.announced_of(DataSubjectErased)
    assert (str(said.provider_id), said.municipality_code) == (erased, HOEKSCHE_WAARD)
    assert all(CANARY not in event.model_dump_json() for event in await app.announced())


async def test_the_question_and_its_history_stay(app: Running, asked: Asked, erased: str) -> None:
    shown = await asked.now()
    assert (shown["state"], shown["provider_id"]) == ("triaging", erased)
    await same_again(app, asked.id)
    ref = shown["details_ref"]
    service = app.token("service")
    answer = await app.client.get(f"/v1/details/{ref}?purpose=notification", headers=service)
    assert answer.status_code == 404


async def test_what_a_partner_put_is_erased_too_and_by_what_name_it_knew_the_provider(
    app: Running, coordinator: dict[str, str]
) -> None:
    submitted = QuestionSubmitted.model_validate(
        {
            "provider_ref": CANARY,
            "provider_kind": "club",
            "municipality_code": HOEKSCHE_WAARD,
            "theme": "finance",
            "details_ref": f"details-{CANARY}",
            "consent": "consent_given",
            "asked_at": NOW,
        }
    )
    await submit(app, "sportraad", submitted)
    [question] = (await app.client.get("/v1/questions", headers=coordinator)).json()["items"]
    gone = await app.client.delete(
        f"/v1/providers/{question['provider_id']}/personal-data", headers=coordinator
    )
    assert gone.status_code == 204
    assert await tables_with(app, CANARY) == []


async def test_only_those_who_keep_the_register_there_can_erase(app: Running, asked: Asked) -> None:
    provider_id = (await asked.now())["provider_id"]
    address = f"/v1/providers/{provider_id}/personal-data"
    elsewhere = app.token("coordinator", municipalities=["GM0758"])
    partner = app.token("partner", municipalities=[HOEKSCHE_WAARD])
    for who, status in ((elsewhere, 404), (partner, 403), ({}, 401)):
        assert (await app.client.delete(address, headers=who)).status_code == status
    assert await app.announced_of(DataSubjectErased) == []
    assert await tables_with(app, CANARY) == ["vault"]
