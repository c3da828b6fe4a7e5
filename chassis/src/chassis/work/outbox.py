"""What is to be announced, kept in the transaction that makes it true."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from contracts.envelope import enclose
from contracts.event import Event
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils import uuid7

LARGEST_EVENT = 64 * 1024  # bytes; what intermediaries must forward (CloudEvents, Size Limits)

WRITE = text("""
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


class Cause(NamedTuple):
    """Where an event comes from: correlation and causation ids, and the trace it belongs to."""

    correlation_id: str | None = None
    causation_id: str | None = None
    traceparent: str | None = None


class Announcement(NamedTuple):
    """An event with its cause; `topic` where the class alone does not say it (receipts)."""

    event: Event
    cause: Cause
    topic: str | None = None


class Row(NamedTuple):
    """A record as the relay will send it; without headers it is a structured CloudEvent."""

    event_id: str
    topic: str
    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, str | None]] | None = None


@dataclass
class Outbox:
    """The outgoing rows of one transaction, in the order in which they are announced.

    They are written as its last statement: by then what they are about is locked, so that the order
    of their ids is the order in which things happened.
    """

    db: AsyncConnection
    now: datetime
    source: str
    rows: list[Row] = field(default_factory=list)

    def add(self, announcements: Iterable[Announcement]) -> None:
        self.rows.extend(self._row(announcement) for announcement in announcements)

    def add_rows(self, rows: Iterable[Row]) -> None:
        self.rows.extend(rows)

    async def write(self) -> None:
        if not self.rows:
            return
        headers = [row.headers and json.dumps(row.headers) for row in self.rows]
        await self.db.execute(
            WRITE,
            {
                "event_ids": [row.event_id for row in self.rows],
                "topics": [row.topic for row in self.rows],
                "keys": [row.key for row in self.rows],
                "headers": headers if any(headers) else [],  # unnest() makes up for it with NULLs
                "values": [row.value for row in self.rows],
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
        attributes = {
            "id": identity,
            "source": self.source,
            "type": event.type,
            "time": self.now,
            "subject": event.subject,
            "datacontenttype": "application/json",
            "partitionkey": key,
            "correlationid": cause.correlation_id or identity,
            "dataclassification": "internal",
        }
        if cause.traceparent is not None:
            attributes["traceparent"] = cause.traceparent
        if cause.causation_id is not None:
            attributes["causationid"] = cause.causation_id
        return attributes
