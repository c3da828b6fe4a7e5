"""What is to be announced, kept in the transaction that makes it true."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from contracts.envelope import enclose
from contracts.event import Event
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

LARGEST_EVENT = 64 * 1024  # bytes; what intermediaries must forward (CloudEvents, Size Limits)

ADD = text("""
    INSERT INTO outbox (event_id, topic, key, headers, value)
    SELECT event_id, topic, key, headers::jsonb, value
    FROM unnest(
        CAST(:event_ids AS text[]), CAST(:topics AS text[]), CAST(:keys AS bytea[]),
        CAST(:headers AS text[]), CAST(:values AS bytea[])
    ) WITH ORDINALITY AS rows (event_id, topic, key, headers, value, place)
    ORDER BY place
""")


class EventTooLarge(ValueError):
    """An event over `LARGEST_EVENT`: it would stop the relay for all that comes after it."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Where an event comes from: correlation and causation ids, and the trace it belongs to."""

    correlation_id: str | None = None
    causation_id: str | None = None
    traceparent: str | None = None


@dataclass(frozen=True, slots=True)
class Announcement:
    """An event with its cause; `topic` where the class alone does not say it (receipts)."""

    event: Event
    cause: Cause
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A record as the relay will send it; without headers it is a structured CloudEvent."""

    event_id: str
    topic: str
    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, str | None]] | None = None


@dataclass
class Outbox:
    """The outgoing rows of one transaction, in the order in which they are announced."""

    db: AsyncConnection
    now: datetime
    source: str
    rows: list[Row] = field(default_factory=list)

    async def add(self, announcements: Iterable[Announcement]) -> None:
        await self.add_rows([self._row(announcement) for announcement in announcements])

    async def add_rows(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        self.rows.extend(rows)
        await self.db.execute(
            ADD,
            {
                "event_ids": [row.event_id for row in rows],
                "topics": [row.topic for row in rows],
                "keys": [row.key for row in rows],
                "headers": [row.headers and json.dumps(row.headers) for row in rows],
                "values": [row.value for row in rows],
            },
        )

    def _row(self, announcement: Announcement) -> Row:
        event, key = announcement.event, announcement.event.key
        identity = str(uuid7())
        value = enclose(event, self._attributes(identity, key, announcement))
        if len(value) > LARGEST_EVENT:
            raise EventTooLarge(f"{event.type} of {len(value)} bytes")
        return Row(identity, announcement.topic or event.topic, key.encode(), value)

    def _attributes(self, identity: str, key: str, announcement: Announcement) -> dict[str, object]:
        event, cause = announcement.event, announcement.cause
        return {
            "id": identity,
            "source": self.source,
            "type": event.type,
            "time": self.now,
            "subject": event.subject,
            "datacontenttype": "application/json",
            "partitionkey": key,
            "traceparent": cause.traceparent,
            "correlationid": cause.correlation_id or identity,
            "causationid": cause.causation_id,
            "dataclassification": "internal",
        }
