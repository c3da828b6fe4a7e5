"""What one process of a service holds: its database, its time, its parts and how they are doing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from contracts.catalogue import source_of
from sqlalchemy.ext.asyncio import AsyncEngine

from chassis.clocks.terms import equate
from chassis.observability.health import Health
from chassis.observability.metrics import Telemetry
from chassis.settings import ChassisSettings
from chassis.work import Work
from chassis.work.clocks import Clocks
from chassis.work.outbox import Cause, Outbox


def right_now() -> datetime:
    return datetime.now(UTC)


class Runtime:
    """Begins the work of requests, consumers and clocks; wakes the relay when there is news."""

    def __init__(
        self,
        service: str,
        settings: ChassisSettings,
        engine: AsyncEngine,
        *,
        now: Callable[[], datetime] = right_now,
    ) -> None:
        """`service`: its name."""
        equate(settings.equated_days)
        self.service = service
        self.settings = settings
        self.engine = engine
        self.telemetry = Telemetry(service, settings.otlp_endpoint)
        self.health = Health()
        self.news = asyncio.Event()
        self._now = now

    @asynccontextmanager
    async def begin(self, traceparent: str | None = None) -> AsyncIterator[Work]:
        """One transaction: committed at the end, undone by an exception."""
        async with self.engine.begin() as db:
            now = self._now()
            outbox = Outbox(db, now, source_of(self.service))
            cause = Cause(traceparent=traceparent)
            yield Work(db, now, Clocks(db), outbox, self.settings, cause)
            await outbox.write()
        if outbox.rows:
            self.news.set()
