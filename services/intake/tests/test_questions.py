"""Looking at questions by HTTP."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from chassis.process.testing import Running

from .conftest import HOEKSCHE_WAARD, Asked, Routing

Form = dict[str, Any]


async def test_a_question_is_shown_without_what_people_wrote(asked: Asked) -> None:
    shown = await asked.now()
    assert shown["state"] == "received"
    assert shown["next"]["by"] == "2026-11-25T23:00:00Z"
    assert not {"text", "contact", "name", "email"} & set(shown)


async def test_without_a_token_no_question_is_shown(app: Running, asked: Asked) -> None:
    assert (await app.client.get(f"/v1/questions/{asked.id}")).status_code == 401
    assert (await app.client.get("/v1/questions")).status_code == 401


@pytest.mark.requirement("P03", "A05")
async def test_who_has_nothing_to_do_with_a_question_does_not_see_it(
    app: Running, asked: Asked, routing: Callable[[], Routing]
) -> None:
    handover = routing()
    receiver = app.token("partner", organisation_id=handover.organisation_id)
    others = [
        app.token("coordinator", municipalities=["GM0758"]),
        app.token("coordinator"),
        app.token("partner", organisation_id=uuid4()),
        app.token("partner", municipalities=[HOEKSCHE_WAARD]),
    ]
    await app.hear(handover.requested())
    for headers in (*others, receiver):
        one = await app.client.get(f"/v1/questions/{asked.id}", headers=headers)
        assert one.status_code == 404
        every = await app.client.get("/v1/questions", headers=headers)
        assert every.json()["items"] == []
    await app.hear(handover.accepted())
    found = await app.client.get(f"/v1/questions/{asked.id}", headers=receiver)
    assert found.status_code == 200


async def test_the_list_is_newest_first_in_pages(
    app: Running, form: Form, coordinator: dict[str, str]
) -> None:
    made = [(await app.client.post("/v1/questions", json=form)).json() for _ in range(5)]
    seen: list[str] = []
    page: Form = {"next": None}
    while not seen or page["next"]:
        after = {"before": page["next"]} if page["next"] else {}
        answer = await app.client.get(
            "/v1/questions", params={"limit": 2, **after}, headers=coordinator
        )
        page = answer.json()
        seen += [question["question_id"] for question in page["items"]]
    assert sorted(seen) == sorted(question["question_id"] for question in made)
    assert len(seen) == 5


async def test_the_list_can_be_limited_to_a_state_and_a_theme(
    app: Running, form: Form, asked: Asked, coordinator: dict[str, str]
) -> None:
    await app.client.post("/v1/questions", json={**form, "theme": "space"})
    await asked.take("triage")
    for wanted, count in (
        ({"state": "triaging"}, 1),
        ({"theme": "space"}, 1),
        ({"theme": "space", "state": "triaging"}, 0),
        ({}, 2),
    ):
        answer = await app.client.get("/v1/questions", params=wanted, headers=coordinator)
        assert len(answer.json()["items"]) == count


async def test_a_state_that_is_none_is_bad_input(app: Running, coordinator: dict[str, str]) -> None:
    wrong = {"state": "lost", "theme": "weather", "limit": "0", "before": "x"}
    answer = await app.client.get("/v1/questions", params=wrong, headers=coordinator)
    assert answer.status_code == 400
    assert {error["pointer"] for error in answer.json()["errors"]} == {
        f"#/query/{name}" for name in wrong
    }
