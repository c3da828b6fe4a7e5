"""What intake makes of what routing says about a question's handover."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from chassis.process.testing import Running
from contracts.intake import QuestionAnswered

from .conftest import NOW, Asked, Routing

NewHandover = Callable[[], Routing]


async def test_a_handover_that_is_requested_makes_the_question_routed(
    app: Running, asked: Asked, routing: NewHandover
) -> None:
    handover = routing()
    await app.hear(handover.requested())
    question = await asked.now()
    assert question["state"] == "routed"
    assert question["next"] == {
        "owner": "organisation",
        "organisation_id": str(handover.organisation_id),
        "action": "reply",
        "by": "2026-11-25T10:00:00Z",
    }
    assert question["owner_organisation_id"] is None


async def test_who_accepts_the_handover_owns_the_question(
    app: Running, asked: Asked, routing: NewHandover
) -> None:
    handover = routing()
    await app.hear(handover.requested(), handover.accepted())
    question = await asked.now()
    assert question["state"] == "in_progress"
    assert question["owner_organisation_id"] == str(handover.organisation_id)
    assert question["next"]["action"] == "help"


async def test_a_completed_handover_answers_the_question(
    app: Running, asked: Asked, routing: NewHandover
) -> None:
    handover = routing()
    await app.hear(handover.requested(), handover.accepted(), handover.completed())
    question = await asked.now()
    assert (question["state"], question["outcome"]) == ("answered", "helped")
    [answered] = await app.announced_of(QuestionAnswered)
    assert (answered.question_id, answered.outcome, answered.version) == (asked.id, "helped", 2)


async def test_mirrored_steps_are_not_said_again(
    app: Running, asked: Asked, routing: NewHandover
) -> None:
    handover = routing()
    said_before = len(await app.announced())
    await app.hear(handover.requested(), handover.accepted(), handover.returned())
    assert len(await app.announced()) == said_before
    assert (await asked.now())["version"] == 1


@pytest.mark.requirement("P17")
@pytest.mark.parametrize("ending", ["declined", "returned"])
async def test_a_question_that_is_not_taken_comes_back_to_the_desk(
    app: Running, asked: Asked, routing: NewHandover, ending: str
) -> None:
    handover = routing()
    await app.hear(handover.requested(), handover.accepted(), getattr(handover, ending)())
    question = await asked.now()
    assert question["state"] == "triaging"
    assert question["owner_organisation_id"] is None
    assert question["next"]["owner"] == "desk"
    assert question["next"]["by"] is not None


async def test_a_next_organisation_may_be_asked_after_that(
    app: Running, asked: Asked, routing: NewHandover
) -> None:
    first, second = routing(), routing()
    await app.hear(first.requested(), first.declined(), second.requested(), second.accepted())
    assert (await asked.now())["owner_organisation_id"] == str(second.organisation_id)


async def test_a_late_fact_about_an_earlier_handover_is_passed_over(
    app: Running, asked: Asked, routing: NewHandover
) -> None:
    first, second = routing(), routing()
    await app.hear(first.requested(), first.declined(), second.requested())
    await app.hear(first.declined(), first.accepted(), first.completed())
    question = await asked.now()
    assert question["state"] == "routed"
    assert question["next"]["organisation_id"] == str(second.organisation_id)


async def test_a_question_that_was_withdrawn_stays_so_whatever_is_heard(
    app: Running, asked: Asked, routing: NewHandover
) -> None:
    handover = routing()
    await app.hear(handover.requested())
    await asked.take("withdraw")
    await app.hear(handover.accepted(), handover.completed(), routing().requested())
    assert (await asked.now())["state"] == "withdrawn"
    assert await app.announced_of(QuestionAnswered) == []


async def test_facts_about_a_question_of_nobody_are_passed_over(app: Running) -> None:
    await app.hear(Routing(UUID(int=1)).requested())
    assert await app.announced() == []


async def test_who_was_asked_may_wait_for_the_provider(
    app: Running, asked: Asked, routing: NewHandover
) -> None:
    handover = routing()
    await app.hear(handover.requested(), handover.information_requested())
    question = await asked.now()
    assert (question["state"], question["next"]["owner"]) == ("awaiting_provider", "provider")
    await app.hear(handover.information_provided())
    assert (await asked.now())["state"] == "routed"


async def test_what_the_provider_tells_goes_back_to_who_asked_for_it(
    app: Running, asked: Asked, routing: NewHandover
) -> None:
    handover = routing()
    await app.hear(handover.requested(), handover.information_requested())
    assert (await asked.take("provide_information", text="Wij zijn met 30."))["state"] == "routed"
    await app.hear(handover.accepted())
    assert (await asked.now())["state"] == "in_progress"


async def test_the_clocks_of_a_handover_run_in_routing(
    app: Running, asked: Asked, routing: NewHandover
) -> None:
    handover = routing()
    await app.hear(handover.requested(), handover.information_requested())
    await app.ring(NOW + timedelta(days=90))
    assert (await asked.now())["state"] == "awaiting_provider"


async def test_a_person_decides_when_nobody_can_be_asked(
    app: Running, asked: Asked, routing: NewHandover
) -> None:
    await app.hear(routing().escalated())
    question = await asked.now()
    assert (question["state"], question["next"]["action"]) == ("triaging", "triage")
