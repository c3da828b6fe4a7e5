"""From a question over HTTP to the handover on Kafka, and to the webhook at its receiver."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

import httpx
from contracts.event import Event
from contracts.intake import QuestionReceived
from contracts.routing import HandoverRequested
from story.cast import HOEKSCHE_WAARD, SPORTS_COUNCIL, Cast
from story.stage import question

from bench.arrivals import Times, at_receiver, listening, subscribe
from bench.plan import Plan
from bench.results import Goal, Measurement, Series
from bench.system import system

PER_SECOND = 5
WARM_UP = 10  # questions that do not count
GOAL = 100.0  # milliseconds
EVENTS: tuple[type[Event], ...] = (QuestionReceived, HandoverRequested)


@dataclass
class Asked:
    """When each question was sent and answered."""

    began: dict[str, float] = field(default_factory=dict)
    answered: dict[str, float] = field(default_factory=dict)

    def since(self, what: str, arrived: Mapping[str, float]) -> Series:
        counted = list(self.began.items())[WARM_UP:]
        return Series(what, "ms", [1000 * (arrived[one] - began) for one, began in counted])


async def measure(plan: Plan) -> Measurement:
    async with system() as running:
        cast, topics = running.cast, [event.topic for event in EVENTS]
        await subscribe(cast, EVENTS)
        async with listening(running.places.kafka, topics) as on_kafka:
            asked = await _ask(cast, plan.seconds * PER_SECOND + WARM_UP)
            expected = [(event.type, one) for event in EVENTS for one in asked.began]
            await on_kafka.all(expected)
            received = await at_receiver(cast, len(expected))
    return _measurement(asked, on_kafka.times, received)


async def _ask(cast: Cast, number: int) -> Asked:
    """At a steady rate, however long the answers take."""
    asked, loop = Asked(), asyncio.get_running_loop()
    token = await cast.token("partner", SPORTS_COUNCIL)
    headers = {"Authorization": f"Bearer {token}"}
    async with (
        httpx.AsyncClient(base_url=cast.places.intake_url, headers=headers) as client,
        asyncio.TaskGroup() as people,
    ):
        start = loop.time()
        for place in range(number):
            await asyncio.sleep(start + place / PER_SECOND - loop.time())
            people.create_task(_post(client, place, asked))
    return asked


async def _post(client: httpx.AsyncClient, place: int, asked: Asked) -> None:
    provider, address = ("club", f"Club {place}"), f"club-{place}@voorbeeld.nl"
    body = question("volunteers", HOEKSCHE_WAARD, provider, "Wie kan ons helpen?", address)
    headers = {"Idempotency-Key": f"bench-{uuid4()}"}
    began = time.time()
    answer = await client.post("/v1/questions", json=body, headers=headers)
    question_id = answer.raise_for_status().json()["question_id"]
    asked.began[question_id], asked.answered[question_id] = began, time.time()


def _measurement(asked: Asked, on_kafka: Times, received: Times) -> Measurement:
    series = [asked.since("answer", asked.answered)]
    for where, times in (("on Kafka", on_kafka), ("at the receiver", received)):
        for event in EVENTS:
            arrived = {one: times[event.type, one] for one in asked.began}
            series.append(asked.since(f"{event.__name__} {where}", arrived))
    return Measurement(
        "latency",
        f"After a question over HTTP, {PER_SECOND} a second",
        series,
        [_goal(one) for one in series if one.what.startswith(HandoverRequested.__name__)],
    )


def _goal(series: Series) -> Goal:
    return Goal(f"95 % of {series.what}, ms", GOAL, series.p95, at_most=True)
