"""One transaction: what a handler, a clock or a request works with."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from contracts.event import Event
from pydantic_settings import BaseSettings
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.work.clocks import Clocks
from chassis.work.outbox import Announcement, Cause, Outbox

S = TypeVar("S", bound=BaseSettings)


@dataclass(frozen=True)
class Work:
    """The transaction's connection, its time (UTC), its clocks and what it announces.

    `settings` are those of the service's process.
    """

    db: AsyncConnection
    now: datetime
    clocks: Clocks
    outbox: Outbox
    settings: BaseSettings
    cause: Cause = field(default_factory=Cause)

    def settings_of(self, kind: type[S]) -> S:
        """The settings, as the service that they are of knows them."""
        if not isinstance(self.settings, kind):
            raise TypeError(f"this process has no {kind.__qualname__}")
        return self.settings

    def announce(self, *events: Event) -> None:
        """Say facts, from a request; a handler returns them instead.

        Lock the things that the facts are about: the order of their keys rests on it.
        """
        self.outbox.add([Announcement(event, self.cause) for event in events])


BeginWork = Callable[[], AbstractAsyncContextManager[Work]]
"""Begins a transaction: committed at the end, undone by an exception."""
