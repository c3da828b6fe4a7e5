"""Dead letters again: looked at, handled anew in their order, or given up."""

import json
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aiokafka import ConsumerRecord
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.kafka import inbox
from chassis.kafka.batch import handle
from chassis.kafka.dead_letters import Reason
from chassis.kafka.partners import of, submitter
from chassis.kafka.records import Place, Reader, Received, Unreadable, under_own_name
from chassis.work import Work

COLUMNS = "id, topic, partition, position, key, headers, value, reason, error, set_aside_at"
ALL = text(f"SELECT {COLUMNS} FROM dead_letters ORDER BY id")  # noqa: S608 # constants
ONE = text(f"SELECT {COLUMNS} FROM dead_letters WHERE id = :id")  # noqa: S608 # constants
OF_PLACE = text(
    f"SELECT {COLUMNS} FROM dead_letters "  # noqa: S608 # constants
    "WHERE topic = :topic AND key IS NOT DISTINCT FROM :key ORDER BY id FOR UPDATE"
)
REMOVE = text("DELETE FROM dead_letters WHERE id = :id")
NOW_FIRST = text("UPDATE dead_letters SET reason = :reason, error = :error WHERE id = :id")


@dataclass(frozen=True)
class KeptLetter:
    """A dead letter as it is kept."""

    id: int
    record: ConsumerRecord
    reason: str
    error: str
    set_aside_at: datetime

    @property
    def place(self) -> Place:
        return self.record.topic, self.record.key


class StillUnreadable(Exception):
    """The record is still no event that this service can read."""


async def every(db: AsyncConnection) -> list[KeptLetter]:
    return [_kept(row) for row in await db.execute(ALL)]


async def find(db: AsyncConnection, letter_id: int) -> KeptLetter | None:
    row = (await db.execute(ONE, {"id": letter_id})).first()
    return _kept(row) if row else None


async def drop(db: AsyncConnection, letter_id: int) -> None:
    """Give it up; what is parked behind it can be replayed now."""
    await db.execute(REMOVE, {"id": letter_id})


async def replay(place: Place, reader: Reader, work: Work) -> int:
    """Handle the letters of a topic's key in order, up to the first that fails again.

    The rows are locked meanwhile: a consumer that meets the key waits, and then finds it open or
    closed. Returns how many were handled; call again until none are, for what came in between.
    """
    handled = 0
    for letter in await _of(place, work.db):
        try:
            async with work.db.begin_nested():
                await _again(letter, reader, work)
        except Exception as error:  # noqa: BLE001 # it stays, with what is wrong with it now
            failed = {"reason": Reason.FAILED.value, "error": type(error).__name__}
            await work.db.execute(NOW_FIRST, {**failed, "id": letter.id})
            break
        handled += 1
    return handled


async def _again(letter: KeptLetter, reader: Reader, work: Work) -> None:
    reading = reader.read(letter.record)
    slug = submitter(letter.record.topic)
    if reading is not None and slug is not None:
        reading = under_own_name(reading, await of(work.db, [slug]))
    if isinstance(reading, Unreadable):
        raise StillUnreadable
    if isinstance(reading, Received):
        await handle(await inbox.only_new(work.db, [reading]), work)
    await work.db.execute(REMOVE, {"id": letter.id})


async def _of(place: Place, db: AsyncConnection) -> Sequence[KeptLetter]:
    topic, key = place
    return [_kept(row) for row in await db.execute(OF_PLACE, {"topic": topic, "key": key})]


def _kept(row: Row[tuple[object, ...]]) -> KeptLetter:
    headers = json.loads(row.headers) if isinstance(row.headers, str) else row.headers
    record = ConsumerRecord(
        topic=row.topic,
        partition=row.partition,
        offset=row.position,
        timestamp=int(row.set_aside_at.timestamp() * 1000),
        timestamp_type=0,
        key=row.key,
        value=row.value,
        checksum=None,
        serialized_key_size=len(row.key or b""),
        serialized_value_size=len(row.value or b""),
        headers=tuple((name, None if v is None else b64decode(v)) for name, v in headers),
    )
    return KeptLetter(row.id, record, row.reason, row.error, row.set_aside_at)
