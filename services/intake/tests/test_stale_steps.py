"""Steps of somebody who does not know what others did, and steps that are not theirs to take."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from chassis.process.testing import Running
from contracts.intake import QuestionClassified
from httpx import Response

from .conftest import HOEKSCHE_WAARD, Asked

OTHER = str(uuid4())


async def step(asked: Asked, headers: dict[str, str], **body: Any) -> Response:
    return await asked.app.client.post(
        f"/v1/questions/{asked.id}/steps", json=body, headers={**asked.as_coordinator, **headers}
    )


async def etag(asked: Asked) -> str:
    shown = await asked.app.client.get(f"/v1/questions/{asked.id}", headers=asked.as_coordinator)
    return shown.headers["ETag"]


async def test_every_step_makes_another_etag_also_one_that_nobody_is_told(asked: Asked) -> None:
    before = await etag(asked)
    taken = await step(asked, {"If-Match": before}, step="triage")
    assert taken.status_code == 200
    assert taken.headers["ETag"] == await etag(asked) != before


async def test_who_knows_an_older_version_hears_what_changed_and_nothing_is_done(
    asked: Asked,
) -> None:
    known = await etag(asked)
    await asked.take("triage")
    await asked.take("classify", theme="space")
    refused = await step(asked, {"If-Match": known}, step="answer", outcome="helped")
    assert refused.status_code == 412
    assert refused.json()["detail"] == (
        "U kent versie 1, dit is versie 3. Sindsdien: opgepakt, een thema gekozen."
    )
    assert refused.headers["ETag"] == '"3"'
    assert (await asked.now())["state"] == "triaging"


async def test_of_two_at_once_the_second_is_refused(asked: Asked) -> None:
    known = {"If-Match": await etag(asked)}
    answers = await asyncio.gather(
        *(step(asked, known, step="classify", theme=theme) for theme in ("space", "finance"))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    assert len(await asked.app.announced_of(QuestionClassified)) == 1


@pytest.mark.parametrize(
    ("before", "refused"),
    [
        (["triage"], {"step": "triage"}),
        (["triage", "withdraw"], {"step": "classify", "theme": "space"}),
        (["withdraw"], {"step": "merge", "into_question_id": OTHER}),
        ([], {"step": "unmerge"}),
        ([], {"step": "take_back"}),
        (["triage"], {"step": "close", "outcome": "helped"}),
        ([], {"step": "request_information", "text": "Waar?"}),
        (["withdraw"], {"step": "divert", "reason": "outside_scope", "text": "Elders."}),
        (["triage"], {"step": "reopen"}),
    ],
)
async def test_a_step_that_is_not_possible_is_refused_and_says_nothing(
    asked: Asked, before: list[str], refused: dict[str, Any]
) -> None:
    for taken in before:
        await asked.take(taken)
    said = len(await asked.app.announced())
    assert (await step(asked, {}, **refused)).status_code == 409
    assert len(await asked.app.announced()) == said


@pytest.mark.parametrize(
    "body",
    [
        {"step": "triage"},
        {"step": "classify", "theme": "space"},
        {"step": "merge", "into_question_id": OTHER},
        {"step": "unmerge"},
        {"step": "answer", "outcome": "helped"},
        {"step": "close", "outcome": "helped"},
    ],
)
async def test_what_the_desk_decides_is_for_coordinators_of_the_municipality(
    app: Running, asked: Asked, body: dict[str, Any]
) -> None:
    path = f"/v1/questions/{asked.id}/steps"
    elsewhere = app.token("coordinator", municipalities=["GM0758"])
    administrator = app.token("administrator", municipalities=[HOEKSCHE_WAARD])
    assert (await app.client.post(path, json=body)).status_code == 401
    assert (await app.client.post(path, json=body, headers=administrator)).status_code == 403
    assert (await app.client.post(path, json=body, headers=elsewhere)).status_code == 404
    assert len(await app.announced()) == 1


async def test_a_step_with_a_key_is_taken_once(asked: Asked) -> None:
    once = {"Idempotency-Key": "a-step-of-mine"}
    first, second = [await step(asked, once, step="classify", theme="space") for _ in range(2)]
    assert (first.status_code, first.text) == (second.status_code, second.text)
    assert first.headers["ETag"] == second.headers["ETag"] == '"2"'
    assert len(await asked.app.announced_of(QuestionClassified)) == 1
