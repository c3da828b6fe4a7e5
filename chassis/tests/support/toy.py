"""A service as small as can be: it adds up amounts per pot, and says each new total."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar, cast
from uuid import uuid4

from chassis.database.tables import new_metadata
from chassis.kafka.handlers import Handler, hears
from chassis.process.service import Service
from chassis.settings import ChassisSettings
from chassis.work import Work
from contracts.event import Event
from fastapi import APIRouter
from pydantic_settings import SettingsConfigDict
from sqlalchemy import text

E = TypeVar("E", bound=Event)

POISON = 13

TABLES = text(
    "CREATE TABLE pots (pot text PRIMARY KEY, total bigint NOT NULL, version int NOT NULL)"
)

ADD = text("""
    INSERT INTO pots (pot, total, version)
    SELECT pot, amount, 1
    FROM unnest(CAST(:pots AS text[]), CAST(:amounts AS bigint[])) AS added (pot, amount)
    ORDER BY pot
    ON CONFLICT (pot) DO UPDATE
    SET total = pots.total + excluded.total, version = pots.version + 1
    RETURNING pot, total, version
""")


class Settings(ChassisSettings):
    model_config = SettingsConfigDict(env_prefix="TOY_")


class Put(Event):
    """An amount was put into a pot."""

    type: ClassVar[str] = "test.put.v1"
    topic: ClassVar[str] = "test.put.v1"

    pot: str
    amount: int

    @property
    def key(self) -> str:
        return self.pot


class Totalled(Event):
    """A pot holds so much; `version` counts the times that something was put in."""

    type: ClassVar[str] = "test.totalled.v1"
    topic: ClassVar[str] = "test.totalled.v1"

    pot: str
    total: int
    version: int

    @property
    def key(self) -> str:
        return self.pot


def _on(topic: str, event: type[E]) -> type[E]:
    """The same event on another topic."""
    named: dict[str, object] = {"topic": topic, "__doc__": event.__doc__}
    return cast(type[E], type(event.__name__, (event,), named))


class Toy:
    """The service on topics of its own, so that tests do not hear each other."""

    def __init__(self) -> None:
        name = f"test.{uuid4().hex[:12]}"
        self.put = _on(f"{name}.put.v1", Put)
        self.totalled = _on(f"{name}.totalled.v1", Totalled)
        self.poisonous = True
        self.service = Service(
            name=name,
            title="Toy",
            version="1.0.0",
            description="Adds up amounts.",
            settings=Settings,
            metadata=new_metadata(),
            router=APIRouter(),
            handlers=[self._handler()],
        )

    def _handler(self) -> Handler:
        @hears(self.put)
        async def add_up(puts: Sequence[Put], work: Work) -> Sequence[Event]:
            if self.poisonous and any(put.amount == POISON for put in puts):
                raise ArithmeticError("unlucky")
            rows = await work.db.execute(
                ADD, {"pots": [put.pot for put in puts], "amounts": [put.amount for put in puts]}
            )
            return [
                self.totalled(pot=row.pot, total=row.total, version=row.version) for row in rows
            ]

        return add_up
