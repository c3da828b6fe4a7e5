"""The steps of signals, advice and peer matches: added, never changed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

ADD = text("""
    INSERT INTO steps (thing_id, version, step, from_state, to_state, by_party,
                       by_organisation_id, about, words_ref, at)
    VALUES (:thing_id, :version, :step, :from_state, :to_state, :by_party,
            :by_organisation_id, :about, :words_ref, :at)
""")

OF = text("SELECT * FROM steps WHERE thing_id = :thing_id ORDER BY place")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who took a step: what they are to the thing, and for which organisation."""

    party: StrEnum
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeStep:
    """`about`: an id or a code that the step is about; `words_ref` points into the vault."""

    thing_id: UUID
    version: int
    step: str
    from_state: str | None
    to_state: str
    by_party: str
    by_organisation_id: UUID | None
    about: str | None = None
    words_ref: str | None = None
    at: datetime


@dataclass(frozen=True)
class Histories:
    db: AsyncConnection

    async def add(self, steps: Iterable[ExchangeStep]) -> None:
        rows = [asdict(step) for step in steps]
        if rows:
            await self.db.execute(ADD, rows)

    async def of(self, thing_id: UUID) -> list[ExchangeStep]:
        rows = await self.db.execute(OF, {"thing_id": thing_id})
        names = ExchangeStep.__dataclass_fields__
        return [
            ExchangeStep(**{n: value for n, value in row._mapping.items() if n in names})
            for row in rows
        ]
