"""The organisations of the network, as others than the register need them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
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
