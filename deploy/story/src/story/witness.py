"""Somebody who reads all topics along, as any integrator could."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiokafka import AIOKafkaConsumer
from contracts.catalogue import EVENTS
from contracts.envelope import CloudEvent, decode

TOPICS = r"^sportloket\.(?!.*\.(dead|submissions\.v1)$).*"
PATIENCE = 30.0  # seconds

Where = Callable[[dict[str, Any]], bool]


@dataclass
class Witness:
    """Every event since the story began, in the order of arrival."""

    events: list[CloudEvent] = field(default_factory=list)
    times: Counter[tuple[str, str]] = field(default_factory=Counter)
    more: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def note(self, event: CloudEvent) -> None:
        async with self.more:
            self.times[event.source, event.id] += 1
            self.events.append(event)
            self.more.notify_all()

    def seen(self, name: str, where: Where = lambda _: True) -> list[dict[str, Any]]:
        """The data of events of this class so far."""
        return [
            event.data
            for event in self.events
            if event.data is not None and _name(event) == name and where(event.data)
        ]

    async def first(self, name: str, where: Where = lambda _: True) -> dict[str, Any]:
        """The first of these, when it is there."""
        return (await self.several(1, name, where))[0]

    async def several(
        self, number: int, name: str, where: Where = lambda _: True
    ) -> list[dict[str, Any]]:
        async with asyncio.timeout(PATIENCE), self.more:
            await self.more.wait_for(lambda: len(self.seen(name, where)) >= number)
        return self.seen(name, where)

    def twice(self) -> int:
        """How many events came more than once."""
        return sum(times > 1 for times in self.times.values())


@asynccontextmanager
async def witness(kafka: str) -> AsyncIterator[Witness]:
    """Reads from now on, until the story is over."""
    reader = AIOKafkaConsumer(
        bootstrap_servers=kafka, auto_offset_reset="latest", metadata_max_age_ms=2000
    )
    reader.subscribe(pattern=TOPICS)
    async with reader:
        for partition in reader.assignment():
            await reader.position(partition)
        found = Witness()
        reading = asyncio.create_task(_read(reader, found))
        yield found
        reading.cancel()


async def _read(reader: AIOKafkaConsumer, found: Witness) -> None:
    async for record in reader:
        if record.value is not None:
            await found.note(decode(record.value, record.headers))


def _name(event: CloudEvent) -> str:
    kind = EVENTS.get(event.type)
    return kind.__name__ if kind else event.type
