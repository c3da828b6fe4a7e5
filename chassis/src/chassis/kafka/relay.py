"""From the outbox to Kafka: one active relay per database, in the order of writing.

It takes the oldest visible rows, sends them, and commits their removal after Kafka acknowledged
them. Of five ways tried this is the only one that lost nothing and kept the order per key, given
that writers lock what an event is about before they insert its row (docs/decisions/0003).
"""

import asyncio
import json
import logging
import time
from base64 import b64decode
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from aiokafka import AIOKafkaProducer
from aiokafka.errors import TopicAuthorizationFailedError, UnknownTopicOrPartitionError
from contracts.envelope import STRUCTURED
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from chassis.observability.health import Pulse
from chassis.observability.metrics import Telemetry

LOCK = text("SELECT pg_try_advisory_lock(hashtext('relay'))")

# What has been said stays readable under its id (GET /v1/events/{id}); copies of dead letters,
# which have headers of their own, are nobody's facts and are not kept.
TAKE = text("""
    WITH taken AS (
        DELETE FROM outbox
        WHERE id = ANY(ARRAY(
            SELECT id FROM outbox
            WHERE topic <> ALL(CAST(:held AS text[])) ORDER BY id LIMIT :most
        ))
        RETURNING id, event_id, topic, key, headers, value
    ), kept AS (
        INSERT INTO announced (event_id, sequence, topic, value)
        SELECT event_id, id, topic, value FROM taken WHERE headers IS NULL
    )
    SELECT id, event_id, topic, key, headers, value FROM taken ORDER BY id
""")

PATIENCE = 30.0  # seconds for a batch's acknowledgements: an idempotent producer waits for ever
HELD = 30.0  # seconds before a topic that was not there is tried again
TOPIC_ANSWER = 3.0  # seconds for Kafka to say whether a topic is there
SHORTEST_NAP, LONGEST_NAP = 0.02, 0.5  # seconds between looks at an empty outbox

log = logging.getLogger(__name__)


class TopicMissing(Exception):
    """Kafka has no such topic, or not for us: what is said there waits, the rest goes on."""

    def __init__(self, topic: str) -> None:
        super().__init__(topic)
        self.topic = topic


class Relay:
    """Keeps trying to be the leader, and as the leader empties the outbox."""

    def __init__(
        self,
        engine: AsyncEngine,
        bootstrap: str,
        most: int,
        woken: asyncio.Event,
        pulse: Pulse,
        telemetry: Telemetry,
    ) -> None:
        self._engine = engine
        self._bootstrap = bootstrap
        self._most = most
        self._woken = woken
        self._pulse = pulse
        self._telemetry = telemetry
        self._held: dict[str, float] = {}

    async def run(self) -> None:
        """For ever; after any error with a new connection and a new producer."""
        while True:
            try:
                async with self._engine.connect() as db:
                    await self._lead(db)
            except Exception as error:  # noqa: BLE001 # whatever it is: begin anew
                log.warning("relay begins anew after %s", type(error).__name__)
            self._pulse.beat()
            await asyncio.sleep(LONGEST_NAP)

    async def _lead(self, db: AsyncConnection) -> None:
        while not (await db.execute(LOCK)).scalar_one():
            await db.commit()
            self._pulse.beat()
            await asyncio.sleep(1)
        await db.commit()
        async with producing(self._bootstrap) as producer:
            await self._empty(db, producer)

    async def _empty(self, db: AsyncConnection, producer: AIOKafkaProducer) -> None:
        nap = SHORTEST_NAP
        while True:
            self._woken.clear()
            sent = await self._relay(db, producer)
            self._pulse.beat()
            self._telemetry.events_relayed.inc(sent)
            if sent == self._most:
                continue
            nap = SHORTEST_NAP if sent else min(nap * 2, LONGEST_NAP)
            with suppress(TimeoutError):
                # Not wait_for: on Python 3.11 it swallows a cancellation that comes with the news.
                async with asyncio.timeout(nap):
                    await self._woken.wait()

    async def _relay(self, db: AsyncConnection, producer: AIOKafkaProducer) -> int:
        now = time.monotonic()
        self._held = {topic: until for topic, until in self._held.items() if until > now}
        try:
            return await relay(db, producer, self._most, list(self._held))
        except TopicMissing as missing:
            log.error("topic %s is missing: its events wait", missing.topic)
            self._held[missing.topic] = now + HELD
            return self._most


async def relay(
    db: AsyncConnection, producer: AIOKafkaProducer, most: int, held: Sequence[str] = ()
) -> int:
    """Send the oldest rows, at most so many; gone when, and only when, Kafka has them."""
    async with db.begin():
        rows = (await db.execute(TAKE, {"most": most, "held": held})).all()
        for topic in {row.topic for row in rows}:
            await _must_exist(topic, producer)
        async with asyncio.timeout(PATIENCE):
            await _send(producer, rows)
    return len(rows)


async def _must_exist(topic: str, producer: AIOKafkaProducer) -> None:
    try:
        async with asyncio.timeout(TOPIC_ANSWER):
            await producer.partitions_for(topic)
    except (TimeoutError, UnknownTopicOrPartitionError, TopicAuthorizationFailedError) as error:
        if not producer.client.cluster.brokers():
            raise
        raise TopicMissing(topic) from error


async def _send(producer: AIOKafkaProducer, rows: Sequence[Row[tuple[object, ...]]]) -> None:
    sent = [
        await producer.send(
            row.topic,
            key=row.key,
            value=row.value if row.headers else _stamped(row.value, row.id),
            headers=_headers(row.headers),
        )
        for row in rows
    ]
    await asyncio.gather(*sent)


def _stamped(value: bytes, place: int) -> bytes:
    """The event with its `sequence`: the place in all that this source says, known only now."""
    return b'{"sequence":"%020d",' % place + value[1:]


def _headers(
    stored: Sequence[tuple[str, str | None]] | str | None,
) -> list[tuple[str, bytes | None]]:
    if stored is None:
        return list(STRUCTURED)
    pairs = json.loads(stored) if isinstance(stored, str) else stored
    return [(name, None if value is None else b64decode(value)) for name, value in pairs]


@asynccontextmanager
async def producing(bootstrap: str) -> AsyncIterator[AIOKafkaProducer]:
    """A producer that keeps order and sends nothing twice; dropped for good after an error."""
    producer = AIOKafkaProducer(
        bootstrap_servers=bootstrap,
        acks="all",
        enable_idempotence=True,
        compression_type="zstd",
        max_batch_size=256 * 1024,
        max_request_size=900_000,
        request_timeout_ms=15_000,
    )
    try:
        await producer.start()
        yield producer
    finally:
        # With Kafka away, stopping an idempotent producer never ends.
        with suppress(Exception):
            await asyncio.wait_for(producer.stop(), 3)
