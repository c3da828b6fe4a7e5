"""What could not be handled, kept with its reason, and what waits behind it for its turn.

A key with a dead letter is closed: its later records are parked in order until the first is
replayed or dropped, so that a dead letter never turns a story upside down.
"""

import json
from base64 import b64encode
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aiokafka import ConsumerRecord
from contracts.catalogue import dead_letter_topic
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from chassis.kafka.records import Place, place_of
from chassis.work.outbox import Row


class Reason(StrEnum):
    UNREADABLE = "unreadable"
    FAILED = "failed"
    PARKED = "parked"
    UNKNOWN_PARTNER = "unknown_partner"


BLAMELESS = frozenset({Reason.PARKED, Reason.UNKNOWN_PARTNER})
"""Reasons that say nothing of the release."""


@dataclass(frozen=True)
class DeadLetter:
    """A record and why it was set aside; `error` names classes, places and rules, never values."""

    record: ConsumerRecord
    reason: Reason
    error: str


# FOR SHARE waits for a replay that is under way: either the key is open again, or still closed.
ANY = text("SELECT EXISTS (SELECT FROM dead_letters)")
CLOSED = text("""
    SELECT topic, key FROM dead_letters
    WHERE (topic, key) IN (
        SELECT topic, key
        FROM unnest(CAST(:topics AS text[]), CAST(:keys AS bytea[])) AS wanted (topic, key)
    )
    FOR SHARE
""")

SET_ASIDE = text("""
    INSERT INTO dead_letters (topic, partition, position, key, headers, value, reason, error)
    SELECT topic, partition, position, key, headers::jsonb, value, reason, error
    FROM unnest(
        CAST(:topics AS text[]), CAST(:partitions AS int[]), CAST(:positions AS bigint[]),
        CAST(:keys AS bytea[]), CAST(:headers AS text[]), CAST(:values AS bytea[]),
        CAST(:reasons AS text[]), CAST(:errors AS text[])
    ) WITH ORDINALITY
        AS aside (topic, partition, position, key, headers, value, reason, error, place)
    ORDER BY place
    ON CONFLICT DO NOTHING
    RETURNING topic, partition, position
""")


async def closed(db: AsyncConnection, records: Sequence[ConsumerRecord]) -> set[Place]:
    """The keys of these records that have a dead letter."""
    if not (await db.execute(ANY)).scalar_one():
        return set()
    places = {place_of(record) for record in records if record.key is not None}
    rows = await db.execute(
        CLOSED, {"topics": [p[0] for p in places], "keys": [p[1] for p in places]}
    )
    return {(row.topic, row.key) for row in rows}


async def set_aside(db: AsyncConnection, letters: Sequence[DeadLetter]) -> list[DeadLetter]:
    """Keep them; returns those that were not kept before (a batch may come twice)."""
    if not letters:
        return []
    records = [letter.record for letter in letters]
    rows = await db.execute(
        SET_ASIDE,
        {
            "topics": [record.topic for record in records],
            "partitions": [record.partition for record in records],
            "positions": [record.offset for record in records],
            "keys": [record.key for record in records],
            "headers": [json.dumps(as_json(record.headers)) for record in records],
            "values": [record.value for record in records],
            "reasons": [letter.reason.value for letter in letters],
            "errors": [letter.error for letter in letters],
        },
    )
    new = {(row.topic, row.partition, row.position) for row in rows}
    return [letter for letter in letters if _position(letter.record) in new]


def copies(letters: Collection[DeadLetter]) -> list[Row]:
    """What stands on `<topic>.dead` for others to see: the record as it was, with the reason."""
    return [
        Row(
            event_id=str(uuid7()),
            topic=dead_letter_topic(letter.record.topic),
            key=letter.record.key,
            value=letter.record.value,
            headers=[*as_json(letter.record.headers), *as_json(_why(letter))],
        )
        for letter in letters
    ]


def as_json(headers: Sequence[tuple[str, bytes | None]]) -> list[tuple[str, str | None]]:
    """Headers hold any bytes: base64, null stays null."""
    return [(name, None if value is None else b64encode(value).decode()) for name, value in headers]


def _why(letter: DeadLetter) -> list[tuple[str, bytes | None]]:
    record = letter.record
    return [
        ("dead-letter-reason", letter.reason.value.encode()),
        ("dead-letter-error", letter.error.encode()),
        ("dead-letter-position", f"{record.topic}/{record.partition}/{record.offset}".encode()),
    ]


def _position(record: ConsumerRecord) -> tuple[str, int, int]:
    return record.topic, record.partition, record.offset
