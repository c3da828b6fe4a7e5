"""Asking a question by HTTP."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running
from contracts.intake import QuestionDiverted, QuestionReceived
from sqlalchemy import text
from table_search import tables_with

from .conftest import HOEKSCHE_WAARD

Form = dict[str, Any]


async def rows_in(app: Running, table: str) -> int:
    async with app.begin() as work:
        count: int = (await work.db.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one()  # noqa: S608
    return count


async def test_a_question_from_the_form_is_received(app: Running, form: Form) -> None:
    answer = await app.client.post("/v1/questions", json=form)
    assert answer.status_code == 201
    [received] = await app.announced_of(QuestionReceived)
    assert answer.json()["question_id"] == str(received.question_id)
    assert answer.headers["Location"] == f"/v1/questions/{received.question_id}"
    assert (received.channel, received.version) == ("form", 1)
    assert received.received_by_organisation_id is None
    assert received.consent == "consent_given"


@pytest.mark.requirement("P01")
async def test_the_asker_reads_who_has_the_question_and_by_when_they_hear_more(
    app: Running, form: Form
) -> None:
    answer = (await app.client.post("/v1/questions", json=form)).json()
    assert answer["next"]["owner"] == "desk"
    assert answer["message"] == (
        "Uw vraag is ontvangen. Het sport- en beweegloket van Hoeksche Waard zoekt nu "
        "wie u het beste kan helpen. U hoort uiterlijk op woensdag 25 november 2026 "
        "hoe het verdergaat."
    )


@pytest.mark.requirement("M08")
async def test_a_person_fills_in_at_most_five_things(app: Running) -> None:
    document = (await app.client.get("/v1/openapi.json")).json()
    fields = document["components"]["schemas"]["QuestionForm"]
    boxes_to_tick = {"consent"}
    assert len(set(fields["required"]) - boxes_to_tick) <= 5


async def test_all_problems_are_told_at_once_in_dutch(app: Running) -> None:
    wrong = {
        "theme": "weather",
        "municipality_code": "GM9999",
        "provider": {"kind": "club"},
        "text": " \u0000 ",
        "contact": {"name": "Anna Bakker"},
        "hobby": "padel",
    }
    answer = await app.client.post("/v1/questions", json=wrong)
    assert answer.status_code == 400
    told = {error["pointer"]: error["detail"] for error in answer.json()["errors"]}
    assert set(told) == {
        "#/theme",
        "#/municipality_code",
        "#/provider/name",
        "#/text",
        "#/contact/telephone",
        "#/consent",
        "#/hobby",
    }
    assert "e-mailadres of een telefoonnummer" in told["#/contact/telephone"]
    assert "GM1963" in told["#/municipality_code"]
    assert await rows_in(app, "questions") == 0


async def test_without_consent_the_ground_is_that_nobody_agreed(app: Running, form: Form) -> None:
    await app.client.post("/v1/questions", json={**form, "consent": False})
    [received] = await app.announced_of(QuestionReceived)
    assert received.consent == "not_asked"


@pytest.mark.requirement("P02", "P12")
@pytest.mark.parametrize("channel", ["conversation", "visit", "telephone"])
async def test_staff_register_what_they_heard_with_their_organisation(
    app: Running, form: Form, channel: str
) -> None:
    council = uuid4()
    answer = await app.client.post(
        "/v1/questions",
        json={**form, "channel": channel},
        headers=app.token("partner", organisation_id=council),
    )
    assert answer.status_code == 201
    [received] = await app.announced_of(QuestionReceived)
    assert (received.channel, received.received_by_organisation_id) == (channel, council)


async def test_other_channels_need_a_token(app: Running, form: Form) -> None:
    answer = await app.client.post("/v1/questions", json={**form, "channel": "telephone"})
    assert answer.status_code == 401


@pytest.mark.requirement("A05")
async def test_a_coordinator_registers_in_the_municipalities_of_the_desk(
    app: Running, form: Form, coordinator: dict[str, str]
) -> None:
    for code, status in ((HOEKSCHE_WAARD, 201), ("GM0758", 403)):
        there = {**form, "municipality_code": code}
        answer = await app.client.post("/v1/questions", json=there, headers=coordinator)
        assert answer.status_code == status


@pytest.mark.requirement("A01")
@pytest.mark.parametrize("kind", ["club", "entrepreneur"])
async def test_clubs_and_entrepreneurs_may_both_ask(app: Running, form: Form, kind: str) -> None:
    provider = {"kind": kind, "name": "Dansschool De Pas"}
    await app.client.post("/v1/questions", json={**form, "provider": provider})
    [received] = await app.announced_of(QuestionReceived)
    assert received.provider_kind == kind


async def test_staff_name_a_provider_that_is_known_already_and_nobody_else_does(
    app: Running, form: Form, coordinator: dict[str, str]
) -> None:
    known = {**form, "provider": {**form["provider"], "provider_id": str(UUID(int=7))}}
    await app.client.post("/v1/questions", json=known, headers=coordinator)
    [received] = await app.announced_of(QuestionReceived)
    assert received.provider_id == UUID(int=7)
    assert (await app.client.post("/v1/questions", json=known)).status_code == 401


async def test_the_same_request_twice_is_one_question(app: Running, form: Form) -> None:
    once = {"Idempotency-Key": "7f6f3c0a-question"}
    first = await app.client.post("/v1/questions", json=form, headers=once)
    second = await app.client.post("/v1/questions", json=form, headers=once)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert len(await app.announced_of(QuestionReceived)) == 1
    assert await rows_in(app, "vault") == await rows_in(app, "providers") == 1


async def test_two_requests_at_once_under_the_same_key_are_one_question(
    app: Running, form: Form
) -> None:
    once = {"Idempotency-Key": "7f6f3c0a-question"}
    answers = await asyncio.gather(
        *(app.client.post("/v1/questions", json=form, headers=once) for _ in range(4))
    )
    assert {(answer.status_code, answer.text) for answer in answers} == {(201, answers[0].text)}
    assert len(await app.announced_of(QuestionReceived)) == 1


async def test_another_question_under_the_same_key_is_refused(app: Running, form: Form) -> None:
    once = {"Idempotency-Key": "7f6f3c0a-question"} | app.token(
        "partner", organisation_id=UUID(int=5)
    )
    asked = {**form, "channel": "conversation"}
    await app.client.post("/v1/questions", json=asked, headers=once)
    changed = {**asked, "text": "Iets anders"}
    other = await app.client.post("/v1/questions", json=changed, headers=once)
    assert other.status_code == 409
    assert other.json()["type"].endswith("idempotency-key-used")


async def test_two_strangers_who_chose_the_same_key_each_get_their_own_link(
    app: Running, form: Form
) -> None:
    once = {"Idempotency-Key": "1"}
    one = await app.client.post("/v1/questions", json=form, headers=once)
    theirs = {**form, "contact": {"name": "Sam", "email": "sam@andere.nl"}}
    other = await app.client.post("/v1/questions", json=theirs, headers=once)
    assert (one.status_code, other.status_code) == (201, 201)
    assert one.json()["link"] != other.json()["link"]


async def test_a_report_of_transgressive_behaviour_is_stopped_before_anything_is_kept(
    app: Running, form: Form
) -> None:
    report = {**form, "text": "Mijn dochter is betast door haar trainer."}
    answer = await app.client.post(
        "/v1/questions", json=report, headers={"Idempotency-Key": "report-1"}
    )
    assert answer.status_code == 200
    assert answer.json()["diverted"] is True
    assert "Centrum Veilige Sport Nederland" in [p["name"] for p in answer.json()["places"]]
    for table in ("questions", "vault", "providers", "question_steps", "clocks"):
        assert await rows_in(app, table) == 0


async def test_of_a_report_nothing_is_said_but_that_there_was_one(app: Running, form: Form) -> None:
    report = {**form, "text": "Mijn dochter is betast door haar trainer."}
    for _ in range(2):
        await app.client.post("/v1/questions", json=report)
    first, second = await app.announced_of(QuestionDiverted)
    assert (first.reason, first.theme, first.version) == ("safety", None, 1)
    assert first.question_id != second.question_id
    assert await app.announced_of(QuestionReceived) == []


async def test_who_asks_about_policy_on_social_safety_is_welcome(app: Running, form: Form) -> None:
    policy = "Hoe maken wij beleid tegen grensoverschrijdend gedrag?"
    answer = await app.client.post(
        "/v1/questions", json={**form, "theme": "social_safety", "text": policy}
    )
    assert answer.status_code == 201


async def test_what_people_write_is_nowhere_but_in_the_vault(app: Running, form: Form) -> None:
    canary = "kanarie4711"
    planted = {
        **form,
        "text": f"{canary} vraagt iets",
        "provider": {"kind": "entrepreneur", "name": f"Studio {canary}"},
        "contact": {"name": canary, "email": f"{canary}@example.nl", "telephone": "0612345678"},
    }
    answer = await app.client.post("/v1/questions", json=planted)
    assert answer.status_code == 201, answer.text
    said = await app.announced()
    assert said
    assert all(canary not in event.model_dump_json() for event in said)
    assert await tables_with(app, canary) == ["vault"]
