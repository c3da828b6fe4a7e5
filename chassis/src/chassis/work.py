"""One transaction: what a handler, a clock or a request works with."""

from dataclasses import dataclass, field
from datetime import datetime

from contracts.event import Event
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.clocks import Clocks
from chassis.outbox import Announcement, Cause, Outbox


@dataclass(frozen=True)
class Work:
    """The transaction's connection, its time (UTC), its clocks and what it announces."""

    db: AsyncConnection
    now: datetime
    clocks: Clocks
    outbox: Outbox
    cause: Cause = field(default_factory=Cause)

    async def announce(self, *events: Event) -> None:
        """Say facts, from a request; a handler returns them instead.

        Lock the things that the facts are about beforehand: the order of their keys rests on it.
        """
        await self.outbox.add([Announcement(event, self.cause) for event in events])
