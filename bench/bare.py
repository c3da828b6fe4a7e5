"""The yardstick: the same work by a bare client, set-wise, with nothing around it.

It reads no types, checks no schema, keeps no dead letters, measures and traces nothing, and folds a
pot's events in memory: one load, one inbox, one state and one outbox statement for a whole poll.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import asyncpg
import uvloop
from aiokafka import AIOKafkaConsumer, ConsumerRecord
from pydantic_core import from_json, to_json
from uuid_utils.compat import uuid7

from bench.place import Place
from bench.pots import SOURCE, Put, Totalled

ACCEPT = """
    INSERT INTO inbox (event_id, source)
    SELECT * FROM unnest($1::text[], $2::text[]) AS heard (event_id, source) ORDER BY 1, 2
    ON CONFLICT DO NOTHING RETURNING event_id
"""
LOAD = """
    SELECT pot_id::text, total_cents, version FROM pots
    WHERE pot_id = ANY($1::text[]::uuid[]) ORDER BY pots.pot_id FOR UPDATE
"""
KEEP = """
    INSERT INTO pots (pot_id, total_cents, version)
    SELECT * FROM unnest($1::text[]::uuid[], $2::bigint[], $3::integer[]) ORDER BY 1
    ON CONFLICT (pot_id) DO UPDATE
    SET total_cents = excluded.total_cents, version = excluded.version
"""
ANNOUNCE = """
    INSERT INTO outbox (event_id, topic, key, value)
    SELECT event_id, $2, key, value
    FROM unnest($1::text[], $3::bytea[], $4::bytea[]) WITH ORDINALITY
    AS rows (event_id, key, value, place) ORDER BY place
"""


async def main(place: Place) -> None:
    settings = {"plan_cache_mode": "force_custom_plan", "jit": "off"}
    db = await asyncpg.connect(place.plain_database, server_settings=settings)
    consumer = AIOKafkaConsumer(
        Put.topic,
        bootstrap_servers=place.kafka,
        group_id=place.group,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=512 * 1024,
    )
    async with consumer:
        while True:
            polled = await consumer.getmany(timeout_ms=200, max_records=500)
            if polled:
                await take(db, [record for records in polled.values() for record in records])
                await consumer.commit()


async def take(db: asyncpg.Connection, records: Sequence[ConsumerRecord]) -> None:
    heard = [from_json(record.value) for record in records]
    async with db.transaction():
        sources = [event["source"] for event in heard]
        rows = await db.fetch(ACCEPT, [event["id"] for event in heard], sources)
        fresh = {row["event_id"] for row in rows}
        if fresh:
            await add_up(db, [event for event in heard if event["id"] in fresh])


async def add_up(db: asyncpg.Connection, heard: Sequence[dict[str, Any]]) -> None:
    rows = await db.fetch(LOAD, list({event["data"]["pot_id"] for event in heard}))
    pots = {row["pot_id"]: (row["total_cents"], row["version"]) for row in rows}
    said = []
    for event in heard:
        data = event["data"]
        total, version = pots.get(data["pot_id"], (0, 0))
        pots[data["pot_id"]] = total, version = total + data["cents"], version + 1
        said.append(totalled(event, total, version))
    totals, versions = zip(*pots.values(), strict=True)
    await db.execute(KEEP, list(pots), totals, versions)
    identities, keys, values = zip(*said, strict=True)
    await db.execute(ANNOUNCE, identities, Totalled.topic, keys, values)


def totalled(cause: dict[str, Any], total: int, version: int) -> tuple[str, bytes, bytes]:
    """Event id, key and value: the members that chassis writes too."""
    now, identity, data = datetime.now(UTC), str(uuid7()), cause["data"]
    envelope = {
        "specversion": "1.0",
        "id": identity,
        "source": SOURCE,
        "type": Totalled.type,
        "time": now,
        "subject": data["pot_id"],
        "datacontenttype": "application/json",
        "partitionkey": data["pot_id"],
        "correlationid": cause["correlationid"],
        "causationid": cause["id"],
        "dataclassification": "internal",
        "data": {
            "municipality_code": data["municipality_code"],
            "version": version,
            "occurred_at": now,
            "pot_id": data["pot_id"],
            "by_organisation_id": data["by_organisation_id"],
            "total_cents": total,
        },
    }
    return identity, data["pot_id"].encode(), to_json(envelope)


if __name__ == "__main__":
    uvloop.run(main(Place.told()))
