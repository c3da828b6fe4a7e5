"""The desk stays in charge of a question, whoever has it (S1, P03)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from chassis.process.testing import Running
from contracts.intake import (
    QuestionAnswered,
    QuestionClassified,
    QuestionDiverted,
    QuestionFact,
    QuestionMerged,
    QuestionTakenBack,
)
from contracts.passing_on import PassingOn

from .conftest import Asked, Routing

GO = "Vraag dit aan de Kamer van Koophandel."
Facts = Callable[[Routing], list[PassingOn]]

WITH: dict[str, Facts] = {
    "asked": lambda routing: [routing.requested()],
    "asking": lambda routing: [routing.requested(), routing.information_requested()],
    "busy": lambda routing: [routing.requested(), routing.accepted()],
}


@pytest.fixture(params=list(WITH.values()), ids=list(WITH))
async def passed_on(
    request: pytest.FixtureRequest, app: Running, asked: Asked, routing: Callable[[], Routing]
) -> Routing:
    """A handover of the question that is open, in each of the ways in which one can be."""
    handover = routing()
    await app.hear(*request.param(handover))
    return handover


@pytest.mark.requirement("P03")
@pytest.mark.parametrize(
    ("step", "fact", "state"),
    [
        ({"step": "take_back"}, QuestionTakenBack, "triaging"),
        ({"step": "answer", "outcome": "helped"}, QuestionAnswered, "answered"),
        ({"step": "divert", "reason": "outside_scope", "text": GO}, QuestionDiverted, "diverted"),
    ],
)
async def test_the_desk_decides_about_a_question_that_somebody_has(
    asked: Asked,
    passed_on: Routing,
    step: dict[str, Any],
    fact: type[QuestionFact],
    state: str,
) -> None:
    after = await asked.take(**step)
    assert after["state"] == state
    said, *_ = await asked.app.announced_of(fact)
    assert said.question_id == asked.id
    await asked.app.hear(passed_on.accepted(), passed_on.completed())
    assert (await asked.now())["state"] == state


@pytest.mark.requirement("P03")
async def test_the_desk_gives_a_question_that_somebody_has_another_theme(
    asked: Asked, passed_on: Routing
) -> None:
    before = (await asked.now())["state"]
    after = await asked.take("classify", theme="space")
    assert (after["state"], after["theme"]) == (before, "space")
    [said] = await asked.app.announced_of(QuestionClassified)
    assert (said.theme, said.previous_theme) == ("space", "volunteers")


@pytest.mark.requirement("P02", "P03")
async def test_the_desk_joins_a_question_that_somebody_has_with_another_and_lets_it_go_again(
    asked: Asked, passed_on: Routing
) -> None:
    other = await asked.another(theme="space")
    merged = await asked.take("merge", into_question_id=other)
    assert (merged["state"], merged["into_question_id"]) == ("duplicate", other)
    [said] = await asked.app.announced_of(QuestionMerged)
    assert said.into_question_id == UUID(other)
    assert (await asked.take("unmerge"))["state"] == "triaging"


@pytest.mark.requirement("P03")
async def test_what_was_taken_back_can_be_passed_on_again(
    asked: Asked, passed_on: Routing, routing: Callable[[], Routing]
) -> None:
    await asked.take("take_back")
    again = routing()
    await asked.app.hear(again.requested())
    assert (await asked.now())["state"] == "routed"
    await asked.app.hear(passed_on.declined())
    assert (await asked.now())["state"] == "routed"
    await asked.app.hear(again.accepted())
    assert (await asked.now())["state"] == "in_progress"


async def test_nobody_has_what_just_came_in_so_it_cannot_be_taken_back(asked: Asked) -> None:
    answer = await asked.app.client.post(
        f"/v1/questions/{asked.id}/steps", json={"step": "take_back"}, headers=asked.as_coordinator
    )
    assert answer.status_code == 409
    assert "terugnemen" not in answer.json()["detail"]


async def test_only_the_desk_takes_back(asked: Asked, passed_on: Routing) -> None:
    partner = asked.app.token("partner", organisation_id=passed_on.organisation_id)
    answer = await asked.app.client.post(
        f"/v1/questions/{asked.id}/steps", json={"step": "take_back"}, headers=partner
    )
    assert answer.status_code in {403, 404}
    assert not await asked.app.announced_of(QuestionTakenBack)


@pytest.mark.requirement("P01", "P03")
async def test_a_receiver_who_names_the_right_theme_gives_the_question_that_theme(
    asked: Asked, routing: Callable[[], Routing]
) -> None:
    handover = routing()
    await asked.app.hear(handover.requested(), handover.declined_for("space"))
    after = await asked.now()
    assert (after["state"], after["theme"]) == ("triaging", "space")
    [said] = await asked.app.announced_of(QuestionClassified)
    assert (said.theme, said.previous_theme) == ("space", "volunteers")


async def test_a_receiver_who_names_no_other_theme_changes_none(
    asked: Asked, routing: Callable[[], Routing]
) -> None:
    handover = routing()
    await asked.app.hear(handover.requested(), handover.declined_for("volunteers"))
    assert (await asked.now())["theme"] == "volunteers"
    assert not await asked.app.announced_of(QuestionClassified)
