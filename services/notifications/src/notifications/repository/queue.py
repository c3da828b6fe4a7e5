"""The deliveries that wait, as the one sender takes them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.deliveries import About, Delivery
from notifications.domain.mails import Mail, Recipient
from notifications.domain.retries import Means, State

LEAD = text("SELECT pg_try_advisory_lock(hashtext('sender'))")

# Lanes with something that is due, and of each lane its first deliveries, due or not: what waits
# behind a retry must not overtake it.
TAKE = text("""
    WITH wanted AS (
        SELECT DISTINCT waiting.lane
        FROM unnest(CAST(:outlets AS uuid[]), CAST(:rooms AS int[])) AS asked (outlet, room)
        CROSS JOIN LATERAL (
            SELECT lane FROM deliveries
            WHERE outlet = asked.outlet AND state = 'pending' AND next_attempt_at <= now()
              AND lane <> ALL(CAST(:busy AS text[]))
            ORDER BY next_attempt_at
            LIMIT asked.room
        ) AS waiting
    )
    SELECT found.*, next_attempt_at <= now() AS due
    FROM wanted CROSS JOIN LATERAL (
        SELECT id, means, outlet, lane, attempts, event_id, event_type, municipality_code,
               correlation_id, traceparent, body, template, recipient, about, next_attempt_at,
               position
        FROM deliveries
        WHERE lane = wanted.lane AND state = 'pending'
        ORDER BY position
        LIMIT :depth
    ) AS found
    ORDER BY position
""").columns(recipient=JSONB, about=JSONB)

POSTPONE = text("""
    UPDATE deliveries SET next_attempt_at = held_up.until
    FROM unnest(CAST(:lanes AS text[]), CAST(:until AS timestamptz[])) AS held_up (lane, until)
    WHERE deliveries.lane = held_up.lane AND state = 'pending' AND next_attempt_at < held_up.until
""")


@dataclass(frozen=True, slots=True)
class Taken:
    """A delivery that is to be sent now, after so many earlier attempts."""

    delivery: Delivery
    attempts: int


class Queue:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def lead(self) -> bool:
        """Whether this connection is, from now until it ends, the one that sends."""
        return bool((await self.db.execute(LEAD)).scalar_one())

    async def take(
        self, rooms: Mapping[UUID, int], busy: Collection[str], depth: int
    ) -> list[Taken]:
        """Due deliveries of each outlet with room, in order within a lane; not of `busy` lanes."""
        asked = {"outlets": list(rooms), "rooms": list(rooms.values()), "busy": list(busy)}
        lanes: dict[str, list[Row[Any]]] = {}
        for row in await self.db.execute(TAKE, {**asked, "depth": depth}):
            lanes.setdefault(row.lane, []).append(row)
        await self._postpone({lane: rows[0] for lane, rows in lanes.items() if not rows[0].due})
        return [_taken(row) for rows in lanes.values() for row in _due(rows)]

    async def _postpone(self, held_up: Mapping[str, Row[Any]]) -> None:
        """What waits behind a retry is not looked at before the retry is."""
        until: list[datetime] = [row.next_attempt_at for row in held_up.values()]
        if until:
            await self.db.execute(POSTPONE, {"lanes": list(held_up), "until": until})


def _due(rows: Sequence[Row[Any]]) -> Sequence[Row[Any]]:
    """Those at the front of a lane that may go."""
    return rows[: next((place for place, row in enumerate(rows) if not row.due), len(rows))]


def _taken(row: Row[Any]) -> Taken:
    about = About(
        row.event_id,
        row.event_type,
        row.lane.partition(":")[2],
        row.municipality_code,
        row.correlation_id,
        row.traceparent,
    )
    mail = Mail(row.template, Recipient(**row.recipient), row.about) if row.template else None
    delivery = Delivery(
        row.id, Means(row.means), row.outlet, row.lane, about, State.PENDING, None, row.body, mail
    )
    return Taken(delivery, row.attempts)
