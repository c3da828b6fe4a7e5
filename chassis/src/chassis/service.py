"""What makes a service: what it hears, what rings, its HTTP face, its tables."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from contracts.catalogue import SUBMISSIONS
from fastapi import APIRouter
from sqlalchemy import MetaData
from starlette.routing import BaseRoute

from chassis import announced
from chassis.clocks import Alarm
from chassis.handlers import Handler
from chassis.health import Pulse
from chassis.http import versioned
from chassis.reading import Reader
from chassis.settings import ChassisSettings

if TYPE_CHECKING:
    from chassis.runtime import Runtime

REFUSES_UNKNOWN_SUBMISSIONS = "intake"
"""Who tells a partner that a record on its topic is no event that anybody hears."""


@dataclass(frozen=True)
class Part:
    """Something of its own that a service's process runs for ever, beside what all services run.

    It beats its pulse at least every minute, and outlives errors by itself.
    """

    name: str
    run: Callable[["Runtime", Pulse], Awaitable[None]]


@dataclass(frozen=True)
class Service:
    """A service is this; `python -m <name>` runs it, `chassis.commands` are its commands.

    `name` is its package, its consumer group and the last part of its events' `source`.
    """

    name: str
    title: str
    version: str
    description: str
    settings: type[ChassisSettings]
    metadata: MetaData
    router: APIRouter
    handlers: Sequence[Handler] = ()
    alarms: Sequence[Alarm] = ()
    parts: Sequence[Part] = ()

    @cached_property
    def reader(self) -> Reader:
        return Reader(
            {handler.event.type: handler for handler in self.handlers},
            refuses_unknown=self.name == REFUSES_UNKNOWN_SUBMISSIONS,
        )

    @cached_property
    def routes(self) -> Sequence[BaseRoute]:
        """Of its API. FastAPI works out their dependencies once (0.3 s), however many applications
        there are."""
        return versioned(self.router, announced.router)

    @cached_property
    def topics(self) -> list[str]:
        """Regular expressions for what it hears."""
        facts = {handler.event.topic for handler in self.handlers if not handler.judging}
        submissions = any(handler.judging for handler in self.handlers)
        named = [topic.replace(".", r"\.") for topic in sorted(facts)]
        return named + [SUBMISSIONS.strip("^$")] * submissions
