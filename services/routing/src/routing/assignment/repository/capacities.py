"""How much organisations can take over, as they said last."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.assignment.domain.capacity import Room
from routing.assignment.repository.partners import room_of

LAST = text("SELECT * FROM capacities WHERE organisation_id = :organisation_id")

ALONE = text("SELECT FROM organisations WHERE organisation_id = :organisation_id FOR UPDATE")

SET = text("""
    INSERT INTO capacities (organisation_id, version, capacity, most_open, closed_until,
        absent_from, absent_until, recorded_at)
    VALUES (:organisation_id, :version, :capacity, :most_open, :closed_until,
        :absent_from, :absent_until, :now)
    ON CONFLICT (organisation_id) DO UPDATE
    SET version = excluded.version, capacity = excluded.capacity, most_open = excluded.most_open,
        closed_until = excluded.closed_until, absent_from = excluded.absent_from,
        absent_until = excluded.absent_until, recorded_at = excluded.recorded_at
""")

LIMITED = text("""
    SELECT organisation_id FROM capacities
    WHERE organisation_id = ANY(CAST(:ids AS uuid[])) AND capacity = 'limited'
    UNION
    SELECT organisation_id FROM supporters
    WHERE organisation_id = ANY(CAST(:ids AS uuid[])) AND most_open IS NOT NULL
""")


@dataclass(frozen=True, slots=True)
class DeclaredCapacity:
    """What an organisation said of its room; version 0 when it never did."""

    organisation_id: UUID
    version: int
    room: Room
    recorded_at: datetime | None


@dataclass(frozen=True)
class Capacities:
    db: AsyncConnection

    async def last(self, organisation_id: UUID) -> DeclaredCapacity:
        rows = await self.db.execute(LAST, {"organisation_id": organisation_id})
        row = rows.one_or_none()
        if row is None:
            return DeclaredCapacity(organisation_id, 0, Room(), None)
        return DeclaredCapacity(organisation_id, row.version, room_of(row), row.recorded_at)

    async def set_alone(self, organisation_id: UUID) -> None:
        """Until this transaction ends, nobody else says it of this organisation."""
        await self.db.execute(ALONE, {"organisation_id": organisation_id})

    async def declare(self, organisation_id: UUID, version: int, room: Room, now: datetime) -> None:
        declared: dict[str, Any] = {name: getattr(room, name) for name in Room.__slots__}
        known = {"organisation_id": organisation_id, "version": version, "now": now}
        await self.db.execute(SET, {**declared, **known})

    async def limited(self, ids: Collection[UUID]) -> set[UUID]:
        """Those of these that can have no more than so many handovers at once."""
        rows = await self.db.execute(LIMITED, {"ids": list(ids)})
        return {row.organisation_id for row in rows}


DECLINED_FOR_LACK_OF_CAPACITY = text("""
    SELECT 1 FROM handover_steps
    WHERE handover_id = :handover_id AND step = 'decline' AND reason = 'no_capacity'
""")

ADD_REQUEST = text("""
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
        found = await self.db.execute(ADD_REQUEST, {**row, "by_organisation_id": by, "at": now})
        return found.first() is not None
