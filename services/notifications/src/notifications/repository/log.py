"""The deliveries as they can be looked up, and what people may still do with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

COLUMNS = """position, id, event_id, event_type, means, template, municipality_code, state,
    attempts, reason, answered, next_attempt_at, created_at, changed_at"""

OF_OUTLET = text(f"""
    SELECT {COLUMNS} FROM deliveries
    WHERE outlet = :outlet
      AND (CAST(:state AS text) IS NULL OR state = :state)
      AND (CAST(:before AS bigint) IS NULL OR position < :before)
    ORDER BY position DESC LIMIT :limit
""")  # noqa: S608 # constants

SEEN = """
    (CAST(:municipalities AS text[]) IS NULL
     OR municipality_code = ANY(CAST(:municipalities AS text[])))
    AND (:widely OR organisation_id = :organisation_id)
    AND (CAST(:means AS text) IS NULL OR means = :means)
    AND (CAST(:state AS text) IS NULL OR state = :state)
    AND (CAST(:event_id AS uuid) IS NULL OR event_id = :event_id)
"""
PAGE = text(f"""
    SELECT {COLUMNS} FROM deliveries
    WHERE {SEEN} AND (CAST(:before AS bigint) IS NULL OR position < :before)
    ORDER BY position DESC LIMIT :limit
""")  # noqa: S608 # constants
COUNTS = text(f"""
    SELECT means, state, count(*) AS number FROM deliveries WHERE {SEEN}
    GROUP BY means, state ORDER BY means, state
""")  # noqa: S608 # constants

# What never left waits behind it, and comes along.
SEND_AGAIN = text(f"""
    UPDATE deliveries
    SET state = 'pending', attempts = 0, next_attempt_at = clock_timestamp(),
        changed_at = clock_timestamp()
    WHERE id = :id AND outlet = :outlet AND state <> 'suppressed'
    RETURNING lane, {COLUMNS}
""")  # noqa: S608 # constants
COME_ALONG = text("""
    UPDATE deliveries SET next_attempt_at = clock_timestamp()
    WHERE lane = :lane AND state = 'pending' AND attempts = 0
""")
RELEASE = text("""
    UPDATE deliveries
    SET state = 'pending', attempts = 0, next_attempt_at = clock_timestamp(),
        changed_at = clock_timestamp()
    WHERE id IN (
        SELECT id FROM deliveries WHERE outlet = :outlet AND state IN ('held', 'failed')
        ORDER BY id FOR UPDATE
    )
""")
GIVE_UP = text("""
    UPDATE deliveries
    SET state = 'suppressed', reason = :reason, version = version + 1,
        changed_at = clock_timestamp()
    WHERE id IN (
        SELECT id FROM deliveries WHERE outlet = :outlet AND state IN ('pending', 'held')
        ORDER BY id FOR UPDATE
    )
    RETURNING id, version, event_id, municipality_code, correlation_id, traceparent
""")
FORGET = text("""
    DELETE FROM deliveries
    WHERE id IN (
        SELECT id FROM deliveries
        WHERE state IN ('sent', 'suppressed')
          AND changed_at < clock_timestamp() - CAST(:age AS interval)
        LIMIT 10000
    )
""")


@dataclass(frozen=True, slots=True)
class Filter:
    """`widely`: of everybody in the municipalities (None: all); else of one organisation."""

    municipalities: frozenset[str] | None
    widely: bool
    organisation_id: UUID | None
    means: str | None = None
    state: str | None = None
    event_id: UUID | None = None

    def parameters(self) -> dict[str, Any]:
        codes = None if self.municipalities is None else sorted(self.municipalities)
        return {
            "municipalities": codes,
            "widely": self.widely,
            "organisation_id": self.organisation_id,
            "means": self.means,
            "state": self.state,
            "event_id": self.event_id,
        }


class DeliveryLog:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def of_subscription(
        self, subscription_id: UUID, state: str | None, before: int | None, limit: int
    ) -> Sequence[Row[Any]]:
        """Newest first."""
        asked = {"outlet": subscription_id, "state": state, "before": before, "limit": limit}
        return (await self.db.execute(OF_OUTLET, asked)).all()

    async def page(self, seen: Filter, before: int | None, limit: int) -> Sequence[Row[Any]]:
        asked = {**seen.parameters(), "before": before, "limit": limit}
        return (await self.db.execute(PAGE, asked)).all()

    async def counts(self, seen: Filter) -> Sequence[Row[Any]]:
        return (await self.db.execute(COUNTS, seen.parameters())).all()

    async def send_again(self, subscription_id: UUID, delivery_id: UUID) -> Row[Any] | None:
        """From the first attempt of the schedule; None when there is no such delivery."""
        asked = {"id": delivery_id, "outlet": subscription_id}
        row = (await self.db.execute(SEND_AGAIN, asked)).first()
        if row is not None:
            await self.db.execute(COME_ALONG, {"lane": row.lane})
        return row

    async def release(self, subscription_id: UUID) -> None:
        await self.db.execute(RELEASE, {"outlet": subscription_id})

    async def give_up(self, subscription_id: UUID, reason: str) -> Sequence[Row[Any]]:
        asked = {"outlet": subscription_id, "reason": reason}
        return (await self.db.execute(GIVE_UP, asked)).all()

    async def forget(self, age: timedelta) -> int:
        """How many of those that were sent or suppressed so long ago."""
        return (await self.db.execute(FORGET, {"age": age})).rowcount
