"""Taking steps with a question by HTTP."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running
from contracts.intake import (
    InformationProvided,
    InformationRequested,
    QuestionAnswered,
    QuestionClassified,
    QuestionClosed,
    QuestionFact,
    QuestionMerged,
    QuestionReopened,
    QuestionWithdrawn,
)
from sqlalchemy import text

from .conftest import HOEKSCHE_WAARD, Asked

Form = dict[str, Any]

HISTORY = text("""
    SELECT step, from_state, to_state, version, by_role, by_organisation_id
    FROM question_steps ORDER BY id
""")


async def said_after_receipt(app: Running) -> list[tuple[str, int]]:
    return [(e.type.split(".")[2], (e.data or {})["version"]) for e in (await app.announced())[1:]]


async def test_a_question_goes_from_triage_to_closed_and_each_fact_counts(asked: Asked) -> None:
    await asked.take("triage")
    await asked.take("classify", theme="governance")
    await asked.take("request_information", text="Met hoeveel leden zijn jullie?")
    await asked.take("provide_information", text="Met 120.")
    await asked.take("answer", outcome="partly_helped", text="Kijk eens bij de bond.")
    await asked.take("reopen")
    await asked.take("triage")
    await asked.take("answer", outcome="helped")
    closed = await asked.take("close", outcome="helped")
    assert (closed["state"], closed["outcome"], closed["next"]) == ("closed", "helped", None)
    assert await said_after_receipt(asked.app) == [
        ("question-classified", 2),
        ("information-requested", 3),
        ("information-provided", 4),
        ("question-answered", 5),
        ("question-reopened", 6),
        ("question-answered", 7),
        ("question-closed", 8),
    ]


@pytest.mark.parametrize(
    ("steps", "fact", "says"),
    [
        ([{"step": "classify", "theme": "space"}], QuestionClassified, {"theme": "space"}),
        ([{"step": "withdraw"}], QuestionWithdrawn, {}),
        (
            [{"step": "classify", "theme": "finance"}],
            QuestionClassified,
            {"previous_theme": "volunteers"},
        ),
        (
            [{"step": "triage"}, {"step": "request_information", "text": "Waar?"}],
            InformationRequested,
            {},
        ),
    ],
)
async def test_a_step_says_its_fact(
    asked: Asked, steps: list[Form], fact: type[QuestionFact], says: Form
) -> None:
    for step in steps:
        await asked.take(**step)
    [said] = await asked.app.announced_of(fact)
    assert said.question_id == asked.id
    assert says.items() <= said.model_dump(mode="json").items()


async def test_a_step_that_cannot_be_taken_is_a_conflict_that_says_what_can(asked: Asked) -> None:
    answer = await asked.app.client.post(
        f"/v1/questions/{asked.id}/steps",
        json={"step": "close", "outcome": "helped"},
        headers=asked.as_coordinator,
    )
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("illegal-transition")
    assert answer.json()["detail"] == (
        "De vraag is ontvangen. Dit kan nu wel: beantwoorden, omleiden, samenvoegen, oppakken, "
        "een thema kiezen, vastleggen of er toestemming is, intrekken."
    )
    assert await said_after_receipt(asked.app) == []


@pytest.mark.parametrize("last", ["withdraw", "divert"])
async def test_nothing_can_be_done_with_a_question_that_is_done(asked: Asked, last: str) -> None:
    await asked.take("triage")
    await asked.take(last, **({"reason": "safety"} if last == "divert" else {}))
    answer = await asked.app.client.post(
        f"/v1/questions/{asked.id}/steps",
        json={"step": "classify", "theme": "space"},
        headers=asked.as_coordinator,
    )
    assert answer.status_code == 409
    assert answer.json()["detail"].endswith("Er kan niets meer mee.")


async def test_a_step_that_is_none_is_bad_input(asked: Asked) -> None:
    for body in ({"step": "dance"}, {"step": "answer"}, {}, {"step": "divert", "reason": "fun"}):
        answer = await asked.app.client.post(
            f"/v1/questions/{asked.id}/steps", json=body, headers=asked.as_coordinator
        )
        assert answer.status_code == 400


async def test_a_question_is_merged_into_the_one_that_was_there(asked: Asked) -> None:
    other = await asked.another(theme="membership")
    await asked.take("triage")
    merged = await asked.take("merge", into_question_id=other)
    assert (merged["state"], merged["into_question_id"]) == ("duplicate", other)
    [said] = await asked.app.announced_of(QuestionMerged)
    assert said.into_question_id == UUID(other)


async def test_a_question_is_not_merged_into_itself_or_into_none(asked: Asked) -> None:
    await asked.take("triage")
    for other in (asked.id, uuid4()):
        answer = await asked.app.client.post(
            f"/v1/questions/{asked.id}/steps",
            json={"step": "merge", "into_question_id": str(other)},
            headers=asked.as_coordinator,
        )
        assert answer.status_code == 409
        assert answer.json()["type"].endswith("not-merged")


async def test_of_a_question_that_was_about_safety_the_words_are_erased(asked: Asked) -> None:
    await asked.take("triage")
    await asked.take("divert", reason="safety")
    async with asked.app.begin() as work:
        rows = await work.db.execute(text("SELECT content FROM vault"))
        assert [row.content for row in rows] == [{"contact": {"email": "anna@example.nl"}}]
        assert (await work.db.execute(text("SELECT mark FROM asker_marks"))).all() == []


async def test_a_report_is_not_kept_as_a_remark_either(asked: Asked) -> None:
    await asked.take("triage")
    answer = await asked.app.client.post(
        f"/v1/questions/{asked.id}/steps",
        json={"step": "request_information", "text": "Is uw zoon geslagen door de trainer?"},
        headers=asked.as_coordinator,
    )
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("safety-report")


async def test_who_received_a_question_acts_for_the_provider_and_no_further(
    app: Running, form: Form
) -> None:
    council = app.token("partner", organisation_id=uuid4())
    asked = await app.client.post("/v1/questions", json=form, headers=council)
    steps = f"/v1/questions/{asked.json()['question_id']}/steps"
    triage = await app.client.post(steps, json={"step": "triage"}, headers=council)
    withdraw = await app.client.post(steps, json={"step": "withdraw"}, headers=council)
    assert (triage.status_code, withdraw.status_code) == (403, 200)


@pytest.mark.requirement("A05")
async def test_a_question_of_another_municipality_does_not_exist_for_a_coordinator(
    app: Running, asked: Asked
) -> None:
    elsewhere = app.token("coordinator", municipalities=["GM0758"])
    answer = await app.client.post(
        f"/v1/questions/{asked.id}/steps", json={"step": "triage"}, headers=elsewhere
    )
    assert answer.status_code == 404


async def test_every_step_is_in_the_history_with_who_took_it(app: Running, asked: Asked) -> None:
    desk = uuid4()
    asked.as_coordinator = app.token(
        "coordinator", municipalities=[HOEKSCHE_WAARD], organisation_id=desk
    )
    await asked.take("triage")
    await asked.take("classify", theme="space")
    async with app.begin() as work:
        history = [tuple(row) for row in await work.db.execute(HISTORY)]
    assert history == [
        ("receive", None, "received", 1, "anyone", None),
        ("triage", "received", "triaging", 1, "coordinator", desk),
        ("classify", "triaging", "triaging", 2, "coordinator", desk),
    ]


async def test_the_provider_may_say_that_the_answer_did_not_help(asked: Asked) -> None:
    await asked.take("triage")
    await asked.take("answer", outcome="helped")
    reopened = await asked.take("reopen")
    assert (reopened["state"], reopened["outcome"]) == ("reopened", None)
    assert reopened["next"]["owner"] == "desk"
    assert len(await asked.app.announced_of(QuestionReopened)) == 1
    assert len(await asked.app.announced_of(QuestionAnswered)) == 1
    assert await asked.app.announced_of(QuestionClosed) == []
    assert await asked.app.announced_of(InformationProvided) == []
