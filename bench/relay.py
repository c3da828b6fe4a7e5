"""From the outbox to Kafka: how fast, and whether a reader finds everything in order per key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition
from pydantic_core import from_json, to_json
from uuid_utils.compat import uuid7

from bench.plan import Plan
from bench.results import Goal, Measurement, Series
from bench.servers import PARTITIONS, Servers
from bench.working import told, working

EVENTS, KEYS, SIZE = 100_000, 1_000, 500  # events in a round, keys, bytes of an event
TOPIC = "sportloket.bench-relay.v1"
COMMAND = ["bench.through_chassis", "relay"]
ARRIVES_WITHIN = 5_000  # milliseconds

# From the first transaction to the last, by the database's clock.
RATE = """
    WITH round AS MATERIALIZED (
        SELECT xmin AS work, sequence, announced_at FROM announced WHERE sequence > $1
    )
    SELECT count(*) FILTER (WHERE work <> (SELECT work FROM round ORDER BY sequence LIMIT 1))
           / extract(epoch FROM max(announced_at) - min(announced_at))
    FROM round
"""


class WrongOrder(Exception):
    """A key's versions are not 1, 2, 3 and so on."""


@dataclass
class Reader:
    """Reads what was sent since the last time, and counts each key's versions along."""

    client: AIOKafkaConsumer
    versions: dict[bytes, int] = field(default_factory=dict)

    async def sent(self) -> int:
        ends: Mapping[TopicPartition, int] = await self.client.end_offsets(self.client.assignment())
        return sum(ends.values())

    async def read(self, number: int) -> None:
        while number > 0:
            polled = await self.client.getmany(timeout_ms=ARRIVES_WITHIN)
            if not polled:
                raise WrongOrder(f"{number} events did not arrive")
            for record in (record for records in polled.values() for record in records):
                self._count(record.key, from_json(record.value)["data"]["version"])
                number -= 1

    def _count(self, key: bytes, version: int) -> None:
        if version != self.versions.get(key, 0) + 1:
            raise WrongOrder(f"{version} came after {self.versions.get(key, 0)}")
        self.versions[key] = version


async def measure(servers: Servers, plan: Plan) -> Measurement:
    events, rates, spent = plan.share_of(EVENTS), [], []
    await servers.create_topics([TOPIC])
    async with AIOKafkaConsumer(bootstrap_servers=servers.kafka) as client:
        client.assign([TopicPartition(TOPIC, number) for number in range(PARTITIONS)])
        await client.seek_to_beginning()
        reader = Reader(client)
        async with (
            servers.place("bench-relay") as place,
            place.connected() as db,
        ):
            for number in range(plan.rounds):
                await _fill(db, events, number * events)
                async with working(COMMAND, place, servers.folder / "relay.log") as worker:
                    spent.append(await worker.spent_until(reader.sent, (number + 1) * events))
                rates.append(float(await db.fetchval(RATE, number * events)))
                await reader.read(events)
    series = Series("chassis' relay", "events/s", rates)
    return Measurement(
        "relay",
        f"From outbox to Kafka: {events} events of {SIZE} bytes over {KEYS} keys, in order",
        [series],
        [Goal("events/s", 20_000, series.median)],
        [told("relay", spent)],
    )


async def _fill(db: asyncpg.Connection, number: int, before: int) -> None:
    columns = ("event_id", "topic", "key", "value")
    rows = _rows(range(before, before + number))
    await db.copy_records_to_table("outbox", columns=columns, records=rows)


def _rows(places: range) -> Iterator[tuple[str, str, bytes, bytes]]:
    for place in places:
        identity, key = str(uuid7()), f"key-{place % KEYS}"
        data = {"version": place // KEYS + 1, "padding": ""}
        event = {
            "specversion": "1.0",
            "id": identity,
            "source": "urn:test:bench",
            "type": "nl.sportloketten.bench.v1",
            "data": data,
        }
        data["padding"] = "x" * (SIZE - len(to_json(event)))
        yield identity, TOPIC, key.encode(), to_json(event)
