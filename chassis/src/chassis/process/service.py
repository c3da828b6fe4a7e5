"""What makes a service: what it hears, what rings, its HTTP face, its tables."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from contracts.catalogue import SUBMISSIONS
from fastapi import APIRouter
from sqlalchemy import MetaData
from starlette.routing import BaseRoute

from chassis.clocks.alarms import Alarm
from chassis.http import events
from chassis.http.application import versioned
from chassis.kafka.handlers import Handler
from chassis.kafka.records import Reader
from chassis.observability.health import Pulse
from chassis.process.runtime import Runtime
from chassis.settings import ChassisSettings

REFUSES_UNKNOWN_SUBMISSIONS = "intake"
"""Who tells a partner that a record on its topic is no event that anybody hears."""


@dataclass(frozen=True)
class BackgroundTask:
    """Something of its own that a service's process runs for ever, beside what all services run.

    It beats its pulse at least every minute, and outlives errors by itself.
    """

    name: str
    run: Callable[[Runtime, Pulse], Awaitable[None]]


@dataclass(frozen=True)
class Service:
    """A service is this; `python -m <name>` runs it, `chassis.process.commands` are its commands.

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
    background_tasks: Sequence[BackgroundTask] = ()

    @cached_property
    def reader(self) -> Reader:
        refuses_unknown = self.name == REFUSES_UNKNOWN_SUBMISSIONS
        return Reader(self.handlers, refuses_unknown=refuses_unknown)

    @cached_property
    def routes(self) -> Sequence[BaseRoute]:
        """Of its API. FastAPI works out their dependencies once (0.3 s), however many applications
        there are."""
        return versioned(self.router, events.router)

    @cached_property
    def topics(self) -> list[str]:
        """Regular expressions for what it hears."""
        heard = [handler for handler in self.handlers if not handler.judging]
        facts = {event.topic for handler in heard for event in handler.events}
        submissions = any(handler.judging for handler in self.handlers)
        named = [topic.replace(".", r"\.") for topic in sorted(facts)]
        return named + [SUBMISSIONS.strip("^$")] * submissions
