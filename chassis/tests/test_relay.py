"""What is announced leaves the outbox when Kafka has acknowledged it, and not before."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import MessageSizeTooLargeError
from chassis.kafka.relay import relay
from chassis.kafka.topics import create
from chassis.process.testing import Running
from contracts.catalogue import Topic
from sqlalchemy import text
from toy import Toy

SOON = 20.0  # seconds


class Withholding(AIOKafkaProducer):  # type: ignore[misc] # aiokafka publishes no types
    """Kafka's own producer; its acknowledgements arrive when a test lets them."""

    def __init__(self, kafka: str) -> None:
        super().__init__(bootstrap_servers=kafka, acks="all", enable_idempotence=True)
        self.reached_kafka = asyncio.Event()
        self.let_through = asyncio.Event()

    async def send(self, *record: Any, **parts: Any) -> asyncio.Future[Any]:
        return asyncio.ensure_future(self._acknowledged(await super().send(*record, **parts)))

    async def _acknowledged(self, sent: asyncio.Future[Any]) -> Any:
        metadata = await sent
        self.reached_kafka.set()
        await self.let_through.wait()
        return metadata


@asynccontextmanager
async def withholding(kafka: str) -> AsyncIterator[Withholding]:
    producer = Withholding(kafka)
    await producer.start()
    try:
        yield producer
    finally:
        await producer.stop()


async def relay_once(app: Running, producer: AIOKafkaProducer) -> int:
    async with asyncio.timeout(SOON), app.runtime.engine.connect() as db:
        return await relay(db, producer, 500)


async def announce(app: Running, toy: Toy, *pots: str) -> None:
    async with app.begin() as work:
        work.announce(*[toy.totalled(pot=pot, total=0, version=1) for pot in pots])


async def rows(app: Running, table: str) -> int:
    """As every other transaction sees them."""
    async with app.begin() as work:
        counted = await work.db.execute(text(f"SELECT count(*) FROM {table}"))  # noqa: S608 # its own
        return int(counted.scalar_one())


async def test_until_kafka_acknowledges_an_event_it_stays_in_the_outbox(
    kafka: str, toy: Toy, app: Running
) -> None:
    await create(kafka, [_topic(toy.totalled.topic)], 1)
    await announce(app, toy, "a", "b")
    async with withholding(kafka) as producer:
        relaying = asyncio.ensure_future(relay_once(app, producer))
        async with asyncio.timeout(SOON):
            await producer.reached_kafka.wait()
        assert await rows(app, "outbox") == 2
        assert await rows(app, "announced") == 0
        assert not relaying.done()
        producer.let_through.set()
        assert await relaying == 2
    assert await rows(app, "outbox") == 0
    assert await rows(app, "announced") == 2


async def test_a_relay_that_is_stopped_before_the_acknowledgement_leaves_the_outbox_as_it_was(
    kafka: str, toy: Toy, app: Running
) -> None:
    await create(kafka, [_topic(toy.totalled.topic)], 1)
    await announce(app, toy, "a")
    async with withholding(kafka) as producer:
        relaying = asyncio.ensure_future(relay_once(app, producer))
        async with asyncio.timeout(SOON):
            await producer.reached_kafka.wait()
        relaying.cancel()
        with pytest.raises(asyncio.CancelledError):
            await relaying
    assert await rows(app, "outbox") == 1
    assert await rows(app, "announced") == 0


async def test_what_kafka_refuses_stays_in_the_outbox_with_all_that_was_sent_beside_it(
    kafka: str, toy: Toy, app: Running
) -> None:
    """The broker itself refuses: the topic takes no record of this size."""
    await create(kafka, [_topic(toy.put.topic)], 1)
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    smallest = {"max.message.bytes": "100"}
    await admin.create_topics([NewTopic(toy.totalled.topic, 1, 1, topic_configs=smallest)])
    await admin.close()
    async with app.begin() as work:
        work.announce(toy.put(pot="a", amount=1), toy.totalled(pot="a", total=0, version=1))
    async with withholding(kafka) as producer:
        producer.let_through.set()
        with pytest.raises(MessageSizeTooLargeError):
            await relay_once(app, producer)
    assert await rows(app, "outbox") == 2
    assert await rows(app, "announced") == 0


def _topic(name: str) -> Topic:
    return Topic(name, "a test", ("test",), ("test",), 1, timedelta(hours=1))
