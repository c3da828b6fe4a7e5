"""Whatever people do and clocks ring, with news that comes late: what holds of both machines."""

import asyncio
from collections import defaultdict
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from .both import Both
from .people import act, do_the_next_action

QUESTIONS = 5
MOST_ATTEMPTS = 3
ROUNDS = 12
ENOUGH = 20  # days on which those whose turn it is act, until every question is done
AWAY = {"routed", "in_progress", "awaiting_provider"}


@pytest.mark.requirement("P17", "P18")
@pytest.mark.timeout(600)
@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],  # an example tells enough by its seed
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(min_value=0, max_value=2**32))
async def test_nothing_that_people_and_clocks_do_leaves_a_question_to_nobody(
    both: Both, seed: int
) -> None:
    chance = Random(seed)
    asked = await both.ask(QUESTIONS)
    await both.news()
    for _ in range(ROUNDS):
        await asyncio.gather(*(act(both, one, asked, Random(chance.random())) for one in asked))
        if chance.random() < 0.4:
            await both.pass_days(chance.randint(1, 3))
        elif chance.random() < 0.7:
            await both.news()
        else:
            continue
        await everything_holds(both, asked)
    await both.news()
    await everything_ends(both, asked)


async def everything_holds(both: Both, asked: list[UUID]) -> None:
    running = await both.clocks()
    for question_id in asked:
        question = await both.question(question_id)
        timeline = await both.handovers(question_id)
        case = f"{question} {timeline}"
        open_now = [one for one in timeline["handovers"] if one["next"]]
        assert len(open_now) <= 1, case
        assert len(timeline["handovers"]) <= MOST_ATTEMPTS, case
        of_case = {question_id, *(UUID(one["handover_id"]) for one in timeline["handovers"])}
        assert bool(of_case & running) is (question["next"] is not None), case
        _one_owner(question, timeline, open_now, case)
        if timeline["waiting"] == "attempts_used_up":
            assert "attempts_used_up" in {one["reason"] for one in timeline["escalations"]}, case
    await _versions_without_gaps(both)


def _one_owner(
    question: dict[str, Any], timeline: dict[str, Any], open_now: list[dict[str, Any]], case: str
) -> None:
    """Both say the same of who has the next action."""
    turn = question["next"]
    if turn is None:
        assert (open_now, timeline["waiting"]) == ([], None), case
    elif open_now:
        assert question["state"] in AWAY, case
        assert turn["owner"] != "desk", case
        if turn["owner"] == "organisation":
            assert turn["organisation_id"] == open_now[0]["to_organisation_id"], case
    else:
        assert turn["owner"] in {"desk", "provider"}, case


async def _versions_without_gaps(both: Both) -> None:
    versions: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for event in await both.events():
        if event.data and "version" in event.data:
            versions[event.source, event.subject].append(event.data["version"])
    for thing, counted in versions.items():
        assert counted == list(range(1, len(counted) + 1)), thing


async def everything_ends(both: Both, asked: list[UUID]) -> None:
    """When everybody does what they are to do, or lets the term end where that ends it."""
    for _ in range(ENOUGH):
        await asyncio.gather(*(do_the_next_action(both, one) for one in asked))
        await both.pass_days(1)
        if not any([(await both.question(one))["next"] for one in asked]):
            break
    await everything_holds(both, asked)
    for one in asked:
        question, timeline = await both.question(one), await both.handovers(one)
        assert question["next"] is None, f"{question} {timeline}"
        assert all(each["ended_at"] for each in timeline["handovers"])
