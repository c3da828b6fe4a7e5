"""The organisations of the network."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from contracts.vocabulary import OrganisationKind
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

# An entry that says the same as the one that is there changes nothing.
RECORD = text("""
    INSERT INTO organisations AS known
        (organisation_id, kind, name, municipality_codes, version, recorded_at)
    VALUES (:organisation_id, :kind, :name, CAST(:municipality_codes AS text[]), 1, :recorded_at)
    ON CONFLICT (organisation_id) DO UPDATE
    SET kind = excluded.kind, name = excluded.name, version = known.version + 1,
        municipality_codes = excluded.municipality_codes, recorded_at = excluded.recorded_at
    WHERE (known.kind, known.name, known.municipality_codes)
        IS DISTINCT FROM (excluded.kind, excluded.name, excluded.municipality_codes)
    RETURNING version
""")

ONE = text("SELECT * FROM organisations WHERE organisation_id = :organisation_id")

EVERY = text("""
    SELECT * FROM organisations
    WHERE CAST(:code AS text) IS NULL OR municipality_codes @> ARRAY[CAST(:code AS text)]
    ORDER BY name, organisation_id
    LIMIT :most OFFSET :passed
""")

NAMES = text("""
    SELECT organisation_id, name FROM organisations
    WHERE organisation_id = ANY(CAST(:ids AS uuid[]))
""")


@dataclass(frozen=True, slots=True)
class Organisation:
    organisation_id: UUID
    kind: OrganisationKind
    name: str
    municipality_codes: Sequence[str]
    version: int
    recorded_at: datetime


@dataclass(frozen=True)
class Organisations:
    db: AsyncConnection

    async def record(
        self,
        organisation_id: UUID,
        kind: OrganisationKind,
        name: str,
        municipality_codes: Sequence[str],
        now: datetime,
    ) -> int | None:
        """The version that it now has, None when that is the one it had."""
        entry = {"kind": kind, "name": name, "municipality_codes": list(municipality_codes)}
        found = await self.db.execute(
            RECORD, {"organisation_id": organisation_id, "recorded_at": now, **entry}
        )
        version: int | None = found.scalar_one_or_none()
        return version

    async def one(self, organisation_id: UUID) -> Organisation | None:
        row = (await self.db.execute(ONE, {"organisation_id": organisation_id})).one_or_none()
        return _organisation(row) if row else None

    async def every(self, code: str | None, most: int, passed: int) -> list[Organisation]:
        """By name; of one municipality or of all."""
        rows = await self.db.execute(EVERY, {"code": code, "most": most, "passed": passed})
        return [_organisation(row) for row in rows]

    async def names(self, ids: Collection[UUID]) -> dict[UUID, str]:
        """Those that are known."""
        rows = await self.db.execute(NAMES, {"ids": list(ids)})
        return {row.organisation_id: row.name for row in rows}


def _organisation(row: Row[Any]) -> Organisation:
    return Organisation(**{**row._mapping, "kind": OrganisationKind(row.kind)})
