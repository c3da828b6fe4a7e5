"""Commands, facts of routing and clocks, in whatever order they come."""

import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from chassis.process.testing import Running
from sqlalchemy import text

from .conftest import Asked, Routing

STEPS: list[dict[str, Any]] = [
    {"step": "triage"},
    {"step": "classify", "theme": "space"},
    {"step": "classify", "theme": "finance"},
    {"step": "request_information", "text": "Met hoeveel zijn jullie?"},
    {"step": "provide_information", "text": "Met 120."},
    {"step": "answer", "outcome": "helped"},
    {"step": "reopen"},
    {"step": "close", "outcome": "helped"},
    {"step": "record_consent", "consent": True},
    {"step": "record_consent", "consent": False},
    {"step": "merge"},
    {"step": "unmerge"},
    {"step": "unmerge"},
]
HISTORY = "SELECT from_state, to_state FROM question_steps WHERE question_id = :id ORDER BY id"
FACTS = (
    *("requested", "requested", "accepted", "completed", "declined", "returned"),
    *("information_requested", "information_provided", "escalated"),
)


def actions(
    asked: Asked, routing: Callable[[], Routing], chance: random.Random, other: str | None = None
) -> list[Any]:
    """Two handovers that get in each other's way, and somebody at the desk who does not look."""
    handovers = [routing(), routing()]

    async def command() -> None:
        step = chance.choice(STEPS)
        into = {"into_question_id": other or str(asked.id)} if step["step"] == "merge" else {}
        answer = await asked.app.client.post(
            f"/v1/questions/{asked.id}/steps",
            json={**step, **into},
            headers=asked.as_coordinator,
        )
        assert answer.status_code in {200, 409}, answer.text

    async def fact() -> None:
        handover = chance.choice(handovers)
        await asked.app.hear(getattr(handover, chance.choice(FACTS))())

    async def time_passes() -> None:
        await asked.app.ring(asked.app.time() + timedelta(days=chance.randint(1, 12)))

    return [command, command, fact, fact, fact, time_passes]


@pytest.mark.parametrize("seed", range(10))
async def test_no_order_of_events_breaks_a_question(
    app: Running, asked: Asked, routing: Callable[[], Routing], seed: int
) -> None:
    chance = random.Random(seed)
    other = await asked.another(theme="network")
    possible = actions(asked, routing, chance, other)
    for _ in range(40):
        action: Callable[[], Awaitable[None]] = chance.choice(possible)
        await action()
    question = await asked.now()
    facts = [event.data or {} for event in await app.announced()]
    versions = [fact["version"] for fact in facts if fact["question_id"] == str(asked.id)]
    assert versions == list(range(1, question["version"] + 1))
    assert (question["next"] is None) is (question["state"] in {"closed", "duplicate"})
    async with app.begin() as work:
        assert (await work.db.execute(text("SELECT id FROM dead_letters"))).all() == []
        history = (await work.db.execute(text(HISTORY), {"id": asked.id})).all()
    assert all(one.to_state == then.from_state for one, then in pairwise(history))
    assert history[-1].to_state == question["state"]
