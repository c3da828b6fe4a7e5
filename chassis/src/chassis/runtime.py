"""What one process of a service holds: its database, its time, its parts and how they are doing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from contracts.catalogue import source_of
from sqlalchemy.ext.asyncio import AsyncEngine

from chassis.clocks import Clocks
from chassis.health import Health
from chassis.outbox import Cause, Outbox
from chassis.service import Service
from chassis.settings import ChassisSettings
from chassis.telemetry import Telemetry
from chassis.work import Work


def right_now() -> datetime:
    return datetime.now(UTC)


class Runtime:
    """Begins the work of requests, consumers and clocks; wakes the relay when there is news."""

    def __init__(
        self,
        service: Service,
        settings: ChassisSettings,
        engine: AsyncEngine,
        *,
        now: Callable[[], datetime] = right_now,
    ) -> None:
        self.service = service
        self.settings = settings
        self.engine = engine
        self.telemetry = Telemetry(service.name, settings.otlp_endpoint)
        self.health = Health()
        self.news = asyncio.Event()
        self._now = now

    @asynccontextmanager
    async def begin(self, traceparent: str | None = None) -> AsyncIterator[Work]:
        """One transaction: committed at the end, undone by an exception."""
        async with self.engine.begin() as db:
            now = self._now()
            outbox = Outbox(db, now, source_of(self.service.name))
            cause = Cause(traceparent=traceparent)
            yield Work(db, now, Clocks(db), outbox, self.settings, cause)
        if outbox.rows:
            self.news.set()
