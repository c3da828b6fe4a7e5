"""A report of transgressive behaviour is kept nowhere, whichever way it comes in."""

import logging
from typing import Any
from uuid import UUID

import pytest
from chassis.process.testing import Running
from contracts.intake import QuestionDiverted
from table_search import tables_with

from .conftest import Asked

CANARY = "kanarie4711"
REPORT = f"Mijn dochter is betast door trainer {CANARY}."
CONTACT = {"name": CANARY, "email": f"{CANARY}@example.nl"}


async def is_nowhere(app: Running, caplog: pytest.LogCaptureFixture) -> None:
    assert await tables_with(app, CANARY) == []
    assert all(CANARY not in event.model_dump_json() for event in await app.announced())
    assert CANARY not in caplog.text


async def test_by_the_form(
    app: Running, form: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = await app.client.post("/v1/questions", json={**form, "text": REPORT})
    assert answer.status_code == 200
    told = {place["name"]: place.get("telephone") for place in answer.json()["places"]}
    assert told["112"] == "112"
    assert "Centrum Veilige Sport Nederland" in told
    await is_nowhere(app, caplog)
    [counted] = await app.announced_of(QuestionDiverted)
    assert counted.reason == "safety"
    assert await tables_with(app, str(counted.question_id)) == []


async def test_in_the_details_that_a_partner_puts(
    app: Running, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    partner = app.token("partner", organisation_id=UUID(int=7))
    details = {"text": REPORT, "contact": CONTACT}
    answer = await app.client.put("/v1/details/ours-1", json=details, headers=partner)
    assert answer.status_code == 409
    assert "Centrum Veilige Sport Nederland: 0900 202 55 90" in answer.json()["detail"]
    await is_nowhere(app, caplog)


async def test_in_what_the_desk_notes_and_in_what_the_asker_adds(
    app: Running, asked: Asked, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await asked.take("triage")
    body = {"step": "request_information", "text": REPORT}
    steps = f"/v1/questions/{asked.id}/steps"
    noted = await app.client.post(steps, json=body, headers=asked.as_coordinator)
    await asked.take("request_information", text="Met hoeveel zijn jullie?")
    added = await app.client.post(
        f"{asked.link}/steps", json={"step": "provide_information", "text": REPORT}
    )
    on_page = await app.client.post(
        asked.link,
        data={"step": "provide_information", "text": REPORT},
        headers={"Accept": "text/html"},
    )
    assert {noted.status_code, added.status_code, on_page.status_code} == {409}
    for answer in (noted, added):
        assert "Centrum Veilige Sport Nederland" in answer.json()["detail"]
    assert "Centrum Veilige Sport Nederland" in on_page.text
    await is_nowhere(app, caplog)


async def test_when_the_desk_sees_it_later_what_was_written_is_erased(
    app: Running, form: dict[str, Any], coordinator: dict[str, str]
) -> None:
    unseen = {**form, "text": f"Het gaat om {CANARY}, bel mij", "contact": CONTACT}
    question = (await app.client.post("/v1/questions", json=unseen)).json()["question_id"]
    assert await tables_with(app, CANARY) == ["vault"]
    for body in ({"step": "triage"}, {"step": "divert", "reason": "safety"}):
        steps = f"/v1/questions/{question}/steps"
        answer = await app.client.post(steps, json=body, headers=coordinator)
        assert answer.status_code == 200, answer.text
    assert await tables_with(app, CANARY) == []
