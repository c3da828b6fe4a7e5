"""A municipality that merged: its old code is still understood, the new one counts from the day."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from chassis.clocks.terms import AMSTERDAM
from chassis.process.testing import Running
from contracts.intake import QuestionReceived
from contracts.partners import QuestionSubmitted

from .conftest import submit

BRIELLE, VOORNE_AAN_ZEE = "GM0501", "GM1992"
NEW_YEAR = datetime(2023, 1, 1, tzinfo=AMSTERDAM)


async def asks(app: Running, form: dict[str, Any], code: str) -> Any:
    answer = await app.client.post("/v1/questions", json={**form, "municipality_code": code})
    assert answer.status_code == 201, answer.text
    coordinator = app.token("coordinator", municipalities=[VOORNE_AAN_ZEE])
    shown = await app.client.get(answer.headers["Location"], headers=coordinator)
    assert shown.status_code == 200, shown.text
    return shown.json()


async def test_until_new_year_the_old_code_counts_and_from_then_on_the_new_one(
    app: Running, form: dict[str, Any]
) -> None:
    app.now = NEW_YEAR - timedelta(seconds=1)
    before = await asks(app, form, BRIELLE)
    app.now = NEW_YEAR
    after = await asks(app, {**form, "theme": "space"}, BRIELLE)
    assert (before["municipality_code"], before["municipality_code_sent"]) == (BRIELLE, None)
    assert (after["municipality_code"], after["municipality_code_sent"]) == (
        VOORNE_AAN_ZEE,
        BRIELLE,
    )
    said = await app.announced_of(QuestionReceived)
    assert [event.municipality_code for event in said] == [BRIELLE, VOORNE_AAN_ZEE]


async def test_a_question_that_a_partner_sent_under_the_old_code_is_of_the_new_municipality(
    app: Running,
) -> None:
    submitted = QuestionSubmitted.model_validate(
        {
            "provider_ref": "club-1",
            "provider_kind": "club",
            "municipality_code": BRIELLE,
            "theme": "finance",
            "details_ref": "details-1",
            "consent": "consent_given",
            "asked_at": NEW_YEAR - timedelta(days=3),
        }
    )
    app.now = NEW_YEAR + timedelta(days=1)
    await submit(app, "sportraad", submitted)
    [received] = await app.announced_of(QuestionReceived)
    assert received.municipality_code == VOORNE_AAN_ZEE


async def test_whoever_holds_a_token_of_the_old_municipality_sees_the_new_one(
    app: Running, form: dict[str, Any]
) -> None:
    shown = await asks(app, form, VOORNE_AAN_ZEE)
    for code, status in ((BRIELLE, 200), ("GM0530", 200), ("GM0363", 404)):
        coordinator = app.token("coordinator", municipalities=[code])
        question_id = UUID(shown["question_id"])
        answer = await app.client.get(f"/v1/questions/{question_id}", headers=coordinator)
        assert answer.status_code == status


async def test_a_code_that_never_was_is_refused(app: Running, form: dict[str, Any]) -> None:
    answer = await app.client.post("/v1/questions", json={**form, "municipality_code": "GM0001"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "#/municipality_code"


async def test_what_is_registered_under_the_old_code_is_of_the_new_one_and_found_by_both(
    app: Running,
) -> None:
    administrator = app.token("administrator")
    entry = {"kind": "club", "municipality_code": BRIELLE, "name": "VV Oost"}
    provider = await app.client.put(f"/v1/providers/{uuid4()}", json=entry, headers=administrator)
    assert provider.json()["municipality_code"] == VOORNE_AAN_ZEE
    desk = {"name": "Loket Voorne", "municipality_codes": [BRIELLE, "GM0530"], "themes": []}
    desk |= {"partner_organisation_ids": [], "channels": ["form"], "email": "loket@voorne.example"}
    put = await app.client.put(f"/v1/help-desks/{uuid4()}", json=desk, headers=administrator)
    assert put.json()["municipality_codes"] == [VOORNE_AAN_ZEE]
    for code in (BRIELLE, VOORNE_AAN_ZEE):
        chosen = {"municipalityCode": code}
        desks = await app.client.get("/v1/help-desks", params=chosen)
        assert [one["name"] for one in desks.json()] == ["Loket Voorne"]
        found = await app.client.get("/v1/providers", params=chosen, headers=administrator)
        assert [one["name"] for one in found.json()["items"]] == ["VV Oost"]
