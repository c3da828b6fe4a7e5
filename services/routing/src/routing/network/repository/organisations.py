"""The organisations of the network, as others than the register need them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.vocabulary import OrganisationKind
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

ONE = text("""
    SELECT organisation_id, kind, name, municipality_codes FROM organisations
    WHERE organisation_id = :organisation_id
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


@dataclass(frozen=True)
class Organisations:
    db: AsyncConnection

    async def one(self, organisation_id: UUID) -> Organisation | None:
        row = (await self.db.execute(ONE, {"organisation_id": organisation_id})).one_or_none()
        if row is None:
            return None
        return Organisation(**{**row._mapping, "kind": OrganisationKind.read(row.kind)})

    async def names(self, ids: Collection[UUID]) -> dict[UUID, str]:
        """Those that are known."""
        rows = await self.db.execute(NAMES, {"ids": list(ids)})
        return {row.organisation_id: row.name for row in rows}


GUIDED = text("""
    SELECT DISTINCT unnest(municipalities.municipality_codes) AS code FROM officials
    JOIN organisations AS municipalities
        ON municipalities.organisation_id = officials.municipality_organisation_id
    WHERE officials.organisation_id = :organisation_id AND officials.role = 'process_guide'
      AND officials.valid_from <= :today AND officials.valid_until >= :today
""")


async def guided_by(organisation_id: UUID, today: date, db: AsyncConnection) -> frozenset[str]:
    rows = await db.execute(GUIDED, {"organisation_id": organisation_id, "today": today})
    return frozenset(row.code for row in rows)


NAME = text("""
    SELECT name FROM organisations
    WHERE kind = 'municipality' AND municipality_codes @> ARRAY[CAST(:code AS text)]
    ORDER BY organisation_id LIMIT 1
""")


async def municipality_name(db: AsyncConnection, code: str) -> str:
    """Its code where no municipality is registered."""
    name: str | None = (await db.execute(NAME, {"code": code})).scalar_one_or_none()
    return name or f"gemeente {code}"
