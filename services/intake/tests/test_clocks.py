"""What happens when a term ends."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from chassis.process.testing import Running
from contracts.intake import InformationRequested, QuestionClosed

from .conftest import NOW, Asked, Routing

DAY = timedelta(days=1)


@pytest.mark.requirement("P17")
async def test_a_question_that_nobody_routed_in_time_is_for_a_person(
    app: Running, asked: Asked
) -> None:
    by = (await asked.now())["next"]["by"]
    await app.ring(NOW + 3 * DAY)
    question = await asked.now()
    assert question["state"] == "triaging"
    assert question["next"]["by"] == by  # and so it shows that it is late


async def test_the_triage_term_does_not_end_early(app: Running, asked: Asked) -> None:
    await app.ring(NOW + 2 * DAY)
    assert (await asked.now())["state"] == "received"


async def test_a_question_that_was_routed_in_time_is_left_alone(
    app: Running, asked: Asked, routing: Callable[[], Routing]
) -> None:
    await app.hear(routing().requested())
    await app.ring(NOW + 30 * DAY)
    assert (await asked.now())["state"] == "routed"


async def test_a_provider_who_does_not_answer_is_reminded_once_and_then_a_person_decides(
    app: Running, asked: Asked
) -> None:
    await asked.take("triage")
    await asked.take("request_information", text="Waar trainen jullie?")
    await app.ring(NOW + 8 * DAY)
    assert len(await app.announced_of(InformationRequested)) == 2
    await app.ring(NOW + 20 * DAY)
    assert (await asked.now())["state"] == "awaiting_provider"
    await app.ring(NOW + 22 * DAY)
    question = await asked.now()
    assert (question["state"], question["version"]) == ("triaging", 3)
    assert question["next"]["owner"] == "desk"


async def test_clocks_that_are_late_together_ring_in_turn(app: Running, asked: Asked) -> None:
    await asked.take("triage")
    await asked.take("request_information", text="Waar trainen jullie?")
    await app.ring(NOW + 60 * DAY)
    assert (await asked.now())["state"] == "triaging"
    assert len(await app.announced_of(InformationRequested)) == 2


async def test_an_answered_question_closes_with_its_outcome_when_nobody_objects(
    app: Running, asked: Asked
) -> None:
    await asked.take("triage")
    await asked.take("answer", outcome="partly_helped")
    await app.ring(NOW + 14 * DAY)
    assert (await asked.now())["state"] == "answered"
    await app.ring(NOW + 15 * DAY)
    assert (await asked.now())["state"] == "closed"
    [closed] = await app.announced_of(QuestionClosed)
    assert (closed.outcome, closed.version) == ("partly_helped", 3)


async def test_a_question_that_was_reopened_does_not_close_by_itself(
    app: Running, asked: Asked
) -> None:
    await asked.take("triage")
    await asked.take("answer", outcome="helped")
    await asked.take("reopen")
    await app.ring(NOW + 60 * DAY)
    assert (await asked.now())["state"] == "triaging"
    assert await app.announced_of(QuestionClosed) == []


async def test_picking_a_question_up_gives_no_more_time(app: Running, asked: Asked) -> None:
    by = (await asked.now())["next"]["by"]
    app.now = NOW + DAY
    assert (await asked.take("triage"))["next"]["by"] == by
