"""Which events were handled before: an event is known by its source and id."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.kafka.records import Received

# In sorted order, so that two consumers that overlap wait for each other instead of deadlocking;
# an insert that another transaction has under way is waited for, and then counts as a duplicate.
# What comes back are the duplicates: mostly nothing.
ACCEPT = text("""
    WITH heard AS (
        SELECT * FROM unnest(CAST(:ids AS text[]), CAST(:sources AS text[]))
            AS heard (event_id, source)
    ), accepted AS (
        INSERT INTO inbox (event_id, source)
        SELECT event_id, source FROM heard ORDER BY event_id, source
        ON CONFLICT DO NOTHING
        RETURNING event_id, source
    )
    SELECT event_id, source FROM heard EXCEPT SELECT event_id, source FROM accepted
""")

FORGET = text("DELETE FROM inbox WHERE received_at < :before")


async def only_new(db: AsyncConnection, received: Sequence[Received]) -> list[Received]:
    """Those that were never handled, each once, in the order given; now they count as handled."""
    once = {event.identity: event for event in reversed(received)}
    if not once:
        return []
    rows = await db.execute(
        ACCEPT,
        {"ids": [identity[0] for identity in once], "sources": [identity[1] for identity in once]},
    )
    known = {(row.event_id, row.source) for row in rows}
    return [e for e in received if once[e.identity] is e and e.identity not in known]


async def forget(db: AsyncConnection, now: datetime, after: timedelta) -> None:
    """Drop what is older than any record that Kafka could still deliver."""
    await db.execute(FORGET, {"before": now - after})


async def is_new(db: AsyncConnection, event_id: str, source: str) -> bool:
    """Whether this one was never seen; it now counts as such."""
    rows = await db.execute(ACCEPT, {"ids": [event_id], "sources": [source]})
    return rows.first() is None
