"""A report of transgressive behaviour is kept nowhere, whichever way it comes in."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from chassis.process.testing import Running
from contracts.intake import QuestionDiverted
from intake.staff_view.messages import Message, Messages
from sqlalchemy import text
from table_search import tables_with

from .conftest import NOW, Asked, Routing

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
    unseen = {**form, "text": f"Het gaat om {CANARY}, bel mij"}
    question = (await app.client.post("/v1/questions", json=unseen)).json()["question_id"]
    assert await tables_with(app, CANARY) == ["vault"]
    for body in ({"step": "triage"}, {"step": "divert", "reason": "safety"}):
        steps = f"/v1/questions/{question}/steps"
        answer = await app.client.post(steps, json=body, headers=coordinator)
        assert answer.status_code == 200, answer.text
    assert await tables_with(app, CANARY) == []


REPORTED = f"Het gaat om {CANARY}, bel mij"
LATER = {
    "received": [],
    "asked": ["requested"],
    "asking": ["requested", "information_requested"],
    "busy": ["requested", "accepted"],
    "answered": ["requested", "accepted", "completed"],
    "withdrawn": ["withdraw"],
}


async def unseen(app: Running, asked: Asked, routing: Routing, happened: list[str]) -> None:
    """The question holds a report that nobody recognised, and this happened to it."""
    async with app.begin() as work:
        ref = (await work.db.execute(text("SELECT details_ref FROM questions"))).scalar_one()
        await Messages(work.db).add(ref, Message("provider", REPORTED, "2026-11-23T10:00:00Z"))
    for step in happened:
        if step == "withdraw":
            await asked.take(step)
        else:
            await app.hear(getattr(routing, step)())


@pytest.mark.requirement("P02")
@pytest.mark.parametrize("happened", list(LATER.values()), ids=list(LATER))
async def test_a_report_is_diverted_by_the_desk_whatever_happened_to_the_question(
    app: Running, asked: Asked, routing: Callable[[], Routing], happened: list[str]
) -> None:
    handover = routing()
    await unseen(app, asked, handover, happened)
    diverted = await asked.take("divert", reason="safety")
    assert (diverted["state"], diverted["next"]) == ("diverted", None)
    assert await tables_with(app, CANARY) == []
    assert await tables_with(app, "Hoe vinden wij genoeg vrijwilligers") == []
    details = await app.client.get(
        f"/v1/details/{await details_ref(app)}?purpose=handover",
        headers=app.token("partner", organisation_id=handover.organisation_id),
    )
    assert details.status_code == 404
    for_the_desk = await app.client.get(
        f"/v1/details/{await details_ref(app)}?purpose=handover", headers=asked.as_coordinator
    )
    assert for_the_desk.status_code == 404


@pytest.mark.requirement("P02")
@pytest.mark.parametrize("happened", [LATER["asked"], LATER["busy"]], ids=["asked", "busy"])
async def test_a_report_is_diverted_by_who_was_asked_for_the_question(
    app: Running, asked: Asked, routing: Callable[[], Routing], happened: list[str]
) -> None:
    handover = routing()
    await unseen(app, asked, handover, happened)
    await app.hear(handover.diverted())
    assert (await asked.now())["state"] == "diverted"
    assert await tables_with(app, CANARY) == []
    of_question, counted = await app.announced_of(QuestionDiverted)
    assert of_question.question_id == asked.id != counted.question_id
    await app.hear(handover.diverted())
    assert len(await app.announced_of(QuestionDiverted)) == 2


@pytest.mark.requirement("P02")
async def test_a_diversion_does_not_tell_why_and_a_count_does_not_tell_of_whom(
    app: Running, asked: Asked
) -> None:
    await asked.take("divert", reason="safety")
    of_question, counted = await app.announced_of(QuestionDiverted)
    assert (of_question.question_id, of_question.reason) == (asked.id, None)
    assert (counted.question_id == asked.id, counted.reason) == (False, "safety")
    history = await app.client.get(
        f"/v1/questions/{asked.id}/history", headers=asked.as_coordinator
    )
    assert "safety" not in history.text


@pytest.mark.requirement("P02")
async def test_the_asker_is_told_where_to_go_and_then_forgotten(app: Running, asked: Asked) -> None:
    await asked.take("divert", reason="safety")
    page = (await app.client.get(asked.link, headers={"Accept": "text/html"})).text
    assert "Centrum Veilige Sport Nederland" in page
    assert "0900 202 55 90" in page
    assert "Hoe vinden wij genoeg vrijwilligers" not in page
    address = f"/v1/details/{await details_ref(app)}?purpose=notification"
    told = await app.client.get(address, headers=app.token("service"))
    assert told.json()["contact"]["email"] == "anna@example.nl"
    assert (told.json()["text"], told.json()["contact"]["name"]) == (None, None)
    await app.ring(NOW + timedelta(days=7))
    assert await tables_with(app, "anna@example.nl") == []


@pytest.mark.requirement("P01")
async def test_with_what_is_outside_scope_the_asker_hears_where_to_go(
    app: Running, asked: Asked
) -> None:
    steps = f"/v1/questions/{asked.id}/steps"
    body = {"step": "divert", "reason": "outside_scope"}
    unsaid = await app.client.post(steps, json=body, headers=asked.as_coordinator)
    assert unsaid.status_code == 400
    assert "waar de vraagsteller wel terecht kan" in unsaid.text
    await asked.take("divert", reason="outside_scope", text="Vraag dit aan uw bond.")
    page = (await app.client.get(asked.link, headers={"Accept": "text/html"})).text
    assert "Vraag dit aan uw bond." in page


async def details_ref(app: Running) -> str:
    async with app.begin() as work:
        found = await work.db.execute(text("SELECT details_ref FROM questions"))
        return str(found.scalar_one())


@pytest.mark.requirement("P02")
@pytest.mark.parametrize("by", ["desk", "receiver"])
async def test_who_asked_the_same_reported_the_same_and_theirs_goes_along(
    app: Running, asked: Asked, routing: Callable[[], Routing], by: str
) -> None:
    same = await asked.another(text=REPORTED)
    assert await tables_with(app, CANARY) == ["vault"]
    if by == "desk":
        await asked.take("divert", reason="safety")
    else:
        await app.hear(routing().diverted())
    assert await tables_with(app, CANARY) == []
    told = {fact.question_id for fact in await app.announced_of(QuestionDiverted)}
    assert {asked.id, UUID(same)} <= told
