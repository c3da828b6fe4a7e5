"""When events arrive: on Kafka as they come, and at the local webhook receiver afterwards."""

import asyncio
import time
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiokafka import AIOKafkaConsumer
from contracts.envelope import decode
from contracts.event import Event
from pydantic_core import from_json
from story.cast import Cast

PATIENCE = 30.0  # seconds for what is under way
RECEIVER = "bench"

Times = dict[tuple[str, str], float]
"""Seconds since 1970, by event type and question."""


@dataclass
class OnKafka:
    """What arrives on Kafka from now on."""

    times: Times = field(default_factory=dict)
    more: asyncio.Event = field(default_factory=asyncio.Event)

    async def all(self, expected: Collection[tuple[str, str]]) -> None:
        """When these are there."""
        async with asyncio.timeout(PATIENCE):
            while not self.times.keys() >= set(expected):
                self.more.clear()
                await self.more.wait()

    async def listen(self, consumer: AIOKafkaConsumer) -> None:
        async for record in consumer:
            now = time.time()
            event = decode(record.value, record.headers)
            self.times[event.type, (event.data or {})["question_id"]] = now
            self.more.set()


@asynccontextmanager
async def listening(kafka: str, topics: Sequence[str]) -> AsyncIterator[OnKafka]:
    async with AIOKafkaConsumer(*topics, bootstrap_servers=kafka) as consumer:
        for partition in consumer.assignment():
            await consumer.position(partition)
        found = OnKafka()
        task = asyncio.create_task(found.listen(consumer))
        yield found
        task.cancel()


async def subscribe(cast: Cast, events: Sequence[type[Event]]) -> None:
    wish = {
        "url": f"{cast.places.webhooks_url}/{RECEIVER}",
        "event_types": [event.type for event in events],
    }
    answer = await cast.ask("notifications", "POST", "/subscriptions", wish, role="administrator")
    answer.raise_for_status()


async def at_receiver(cast: Cast, number: int) -> Times:
    """When there are so many."""
    return dict(map(_arrival, await cast.arrived(f"/webhooks/{RECEIVER}/received", number)))


def _arrival(arrival: Mapping[str, Any]) -> tuple[tuple[str, str], float]:
    event = from_json(arrival["body"])
    at = datetime.fromisoformat(arrival["received_at"]).timestamp()
    return (event["type"], event["data"]["question_id"]), at
