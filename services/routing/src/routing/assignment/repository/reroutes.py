"""What people decided about where questions go: only added to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.database.bulk import insert_into
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.assignment.tables import reroutes

ADD = insert_into(reroutes)

REASONS = text("""
    SELECT reroute_id, reason FROM reroutes WHERE reroute_id = ANY(CAST(:ids AS uuid[]))
""")


@dataclass(frozen=True, slots=True)
class RecordedReroute:
    """`to_organisation_id` None: the rules were to decide."""

    reroute_id: UUID
    question_id: UUID
    to_organisation_id: UUID | None
    by_organisation_id: UUID | None
    reason: str
    at: datetime


@dataclass(frozen=True)
class Reroutes:
    db: AsyncConnection

    async def add(self, reroute: RecordedReroute) -> None:
        row = {name: getattr(reroute, name) for name in RecordedReroute.__slots__}
        await ADD.write(self.db, [row])

    async def reasons(self, ids: Collection[UUID]) -> dict[UUID, str]:
        """Of those of these that are the decision of a person."""
        rows = await self.db.execute(REASONS, {"ids": list(ids)})
        return {row.reroute_id: row.reason for row in rows}
