"""Requests for extra hands: at most one for each decline."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

DECLINED_FOR_LACK_OF_CAPACITY = text("""
    SELECT 1 FROM handover_steps
    WHERE handover_id = :handover_id AND step = 'decline' AND reason = 'no_capacity'
""")

ADD = text("""
    INSERT INTO capacity_requests (capacity_request_id, handover_id, by_organisation_id, at)
    VALUES (:capacity_request_id, :handover_id, :by_organisation_id, :at)
    ON CONFLICT DO NOTHING RETURNING capacity_request_id
""")


@dataclass(frozen=True)
class CapacityRequests:
    db: AsyncConnection

    async def may_follow(self, handover_id: UUID) -> bool:
        found = await self.db.execute(DECLINED_FOR_LACK_OF_CAPACITY, {"handover_id": handover_id})
        return found.first() is not None

    async def add(
        self, request_id: UUID, handover_id: UUID, by: UUID | None, now: datetime
    ) -> bool:
        """False when there was one already."""
        row = {"capacity_request_id": request_id, "handover_id": handover_id}
        found = await self.db.execute(ADD, {**row, "by_organisation_id": by, "at": now})
        return found.first() is not None
