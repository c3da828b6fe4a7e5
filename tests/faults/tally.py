"""A service as small as can be, and a process of it that starts in milliseconds.

This file is also what such a process runs, so it imports nothing from beside it.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from typing import ClassVar, TypeVar, cast
from uuid import UUID

from chassis.clocks.alarms import Alarm, rings
from chassis.database.schema import CREATE_CHASSIS_TABLES
from chassis.database.tables import new_metadata
from chassis.kafka.handlers import Handler, hears
from chassis.process import run as process
from chassis.process.service import Service
from chassis.settings import ChassisSettings
from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.event import Event
from fastapi import APIRouter
from local_runtime.orphans import tie_to_parent
from pydantic_settings import SettingsConfigDict
from sqlalchemy import text

E = TypeVar("E", bound=Event)

UNLUCKY = 13
"""A number that the handler never takes."""
DAWDLES = 0.02  # seconds in a batch, so that most of what happens, happens in the middle of one
TABLES = (
    *CREATE_CHASSIS_TABLES,
    "CREATE TABLE pots (pot text PRIMARY KEY, version int NOT NULL)",
)
COUNT = text("""
    INSERT INTO pots (pot, version)
    SELECT pot, 1 FROM unnest(CAST(:pots AS text[])) AS counted (pot) ORDER BY pot
    ON CONFLICT (pot) DO UPDATE SET version = pots.version + 1
    RETURNING pot, version
""")


class Settings(ChassisSettings):
    model_config = SettingsConfigDict(env_prefix="TALLY_")


class Put(Event):
    """Something was put into a pot."""

    type: ClassVar[str] = "test.put.v1"
    topic: ClassVar[str]

    pot: str
    number: int

    @property
    def key(self) -> str:
        return self.pot


class Counted(Event):
    """So many things were put into a pot."""

    type: ClassVar[str] = "test.counted.v1"
    topic: ClassVar[str]

    pot: str
    version: int

    @property
    def key(self) -> str:
        return self.pot


class Rang(Event):
    """A clock was due."""

    type: ClassVar[str] = "test.rang.v1"
    topic: ClassVar[str]

    clock_id: UUID

    @property
    def key(self) -> str:
        return str(self.clock_id)


class Tally:
    """The service on topics of its own: `name` is theirs, and its group's."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.put = self._named(Put)
        self.counted = self._named(Counted)
        self.rang = self._named(Rang)
        self.service = Service(
            name=name,
            title="Tally",
            version="1.0.0",
            description="Counts what is put into pots.",
            settings=Settings,
            metadata=new_metadata(),
            router=APIRouter(),
            handlers=[self._handler()],
            alarms=[self._alarm()],
        )

    def _named(self, event: type[E]) -> type[E]:
        topic = f"{self.name}.{event.type}"
        members: dict[str, object] = {"topic": topic, "__doc__": event.__doc__}
        return cast(type[E], type(event.__name__, (event,), members))

    def _handler(self) -> Handler:
        @hears(self.put)
        async def count(puts: Sequence[Put], work: Work) -> Sequence[Event]:
            if any(put.number == UNLUCKY for put in puts):
                raise ArithmeticError("unlucky")
            await asyncio.sleep(DAWDLES)
            rows = await work.db.execute(COUNT, {"pots": [put.pot for put in puts]})
            return [self.counted(pot=row.pot, version=row.version) for row in rows]

        return count

    def _alarm(self) -> Alarm:
        @rings("a clock")
        async def ring(clocks: Sequence[Clock], work: Work) -> Sequence[Event]:
            return [self.rang(clock_id=clock.subject) for clock in clocks]

        return ring


def run(name: str, parts: Sequence[str], environment: Mapping[str, str], log: str) -> None:
    """A process of the service, until it is told to stop or killed."""
    tie_to_parent(signal.SIGKILL)
    with open(log, "ab") as output:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(output.fileno(), stream.fileno())
    os.environ.update(environment)
    process.run(Tally(name).service, Settings(), parts)


if __name__ == "__main__":
    run(**globals()["told"])
