"""Somebody who publishes every event of the services once more, as it is, a little later."""

import asyncio
from random import Random

from .history import Record, is_own
from .publisher import Publisher

LATEST = 1.0  # seconds


class Republisher:
    def __init__(self, publisher: Publisher, chance: Random) -> None:
        self._publisher = publisher
        self._chance = chance
        self._copied: set[tuple[str, str]] = set()
        self._copying: set[asyncio.Task[None]] = set()

    @property
    def waiting(self) -> int:
        return len(self._copying)

    def hear(self, record: Record) -> None:
        event = record.event
        if event is None or not is_own(record.topic, event):
            return
        if (event.source, event.id) not in self._copied:
            self._copied.add((event.source, event.id))
            task = asyncio.create_task(self._copy(record))
            self._copying.add(task)
            task.add_done_callback(self._copying.discard)

    async def close(self) -> None:
        for task in list(self._copying):
            task.cancel()
        await asyncio.gather(*self._copying, return_exceptions=True)

    async def _copy(self, record: Record) -> None:
        await asyncio.sleep(self._chance.uniform(0, LATEST))
        await self._publisher.send(record.topic, record.key, record.value, record.headers)
