"""The circumstances of municipalities, and the offices that work in them (S2, F06)."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from contracts.vocabulary import SizeClass
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.exchange.peers.contexts.domain import Context, OfficePlace

COLUMNS: Final = tuple(Context.__dataclass_fields__)

# An entry that says the same as the one that is there changes nothing.
RECORD = text(f"""
    INSERT INTO context_profiles AS known ({", ".join(COLUMNS)}, version, recorded_at)
    VALUES ({", ".join(f":{name}" for name in COLUMNS)}, 1, :now)
    ON CONFLICT (municipality_code) DO UPDATE
    SET {", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])},
        version = known.version + 1, recorded_at = excluded.recorded_at
    WHERE ({", ".join(f"known.{name}" for name in COLUMNS[1:])})
        IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in COLUMNS[1:])})
""")  # noqa: S608 # names from the class's definition alone

ONE = text("SELECT * FROM context_profiles WHERE municipality_code = :code")

LOCK = text("SELECT * FROM context_profiles WHERE municipality_code = :code FOR UPDATE")

OFFICES = text("""
    SELECT organisation_id, context_profiles.* FROM pos_offices
    LEFT JOIN context_profiles ON municipality_code = ANY(municipality_codes)
    WHERE state <> 'dissolved' OR organisation_id = :office_id
    ORDER BY organisation_id, municipality_code
""")


@dataclass(frozen=True, slots=True)
class RecordedContext:
    context: Context
    version: int
    recorded_at: datetime


@dataclass(frozen=True)
class Contexts:
    db: AsyncConnection

    async def one(self, code: str) -> RecordedContext | None:
        return _recorded((await self.db.execute(ONE, {"code": code})).one_or_none())

    async def locked(self, code: str) -> RecordedContext | None:
        return _recorded((await self.db.execute(LOCK, {"code": code})).one_or_none())

    async def record(self, context: Context, now: datetime) -> None:
        await self.db.execute(RECORD, {**asdict(context), "now": now})

    async def offices(self, office_id: UUID) -> dict[UUID, OfficePlace]:
        """Those that are there, and this one."""
        places: dict[UUID, list[Context]] = {}
        for row in await self.db.execute(OFFICES, {"office_id": office_id}):
            contexts = places.setdefault(row.organisation_id, [])
            if row.municipality_code is not None:
                contexts.append(_context(row))
        return {each: OfficePlace(each, tuple(contexts)) for each, contexts in places.items()}


def _recorded(row: Row[Any] | None) -> RecordedContext | None:
    return RecordedContext(_context(row), row.version, row.recorded_at) if row else None


def _context(row: Row[Any]) -> Context:
    values = {name: getattr(row, name) for name in COLUMNS}
    return Context(**{**values, "size": SizeClass.read(row.size)})
