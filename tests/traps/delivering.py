"""The toy's consumer and relay on a real Kafka, and what can be seen of them from outside."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from chassis.database.engine import create_single
from chassis.kafka.consumer import Consumer
from chassis.kafka.relay import Relay
from chassis.kafka.topics import create
from chassis.process.testing import Running, published
from contracts.catalogue import Topic
from contracts.envelope import STRUCTURED, decode, encode
from sqlalchemy import text
from toy import Toy

SOON = 30.0  # seconds
Headers = Sequence[tuple[str, bytes | None]]
Condition = Callable[[], Awaitable[bool]]


async def make_topics(kafka: str, *names: str, partitions: int = 1) -> None:
    kept = timedelta(hours=1)
    topics = [Topic(name, "a test", ("test",), ("test",), partitions, kept) for name in names]
    await create(kafka, topics, 1)


@asynccontextmanager
async def background(*work: Awaitable[None]) -> AsyncIterator[None]:
    """Stopped as a process stops its parts."""
    tasks = [asyncio.ensure_future(one) for one in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def consumer(app: Running, kafka: str) -> Consumer:
    service, pulse = app.service, app.runtime.health.part("consumers")
    return Consumer(
        kafka, service.name, service.topics, 100, app.batches, pulse, app.runtime.telemetry
    )


def relay(app: Running, kafka: str, url: str) -> Relay:
    pulse, engine = app.runtime.health.part("relay"), create_single(url, "relay")
    return Relay(engine, kafka, 500, app.runtime.news, pulse, app.runtime.telemetry)


def put(toy: Toy, pot: str, amount: int = 1) -> tuple[bytes, bytes]:
    """Value and key of an event that the toy hears."""
    return encode(published(toy.put(pot=pot, amount=amount), "urn:test")), pot.encode()


async def send(
    kafka: str, topic: str, *records: tuple[bytes | None, bytes], headers: Headers = STRUCTURED
) -> None:
    async with AIOKafkaProducer(bootstrap_servers=kafka) as producer:
        for value, key in records:
            await producer.send_and_wait(topic, value, key=key, headers=list(headers), partition=0)


async def committed(kafka: str, group: str, topic: str) -> int:
    """How far the group got in the first partition."""
    async with AIOKafkaConsumer(
        bootstrap_servers=kafka, group_id=group, enable_auto_commit=False
    ) as reader:
        return await reader.committed(TopicPartition(topic, 0)) or 0


async def until(true: Condition) -> None:
    async with asyncio.timeout(SOON):
        while not await true():  # noqa: ASYNC110 # what is waited for is elsewhere
            await asyncio.sleep(0.05)


async def totals(app: Running) -> dict[str, int]:
    async with app.begin() as work:
        rows = await work.db.execute(text("SELECT pot, total FROM pots"))
        return {row.pot: row.total for row in rows}


async def letters(app: Running) -> list[str]:
    """The reasons of the dead letters, oldest first."""
    async with app.begin() as work:
        rows = await work.db.execute(text("SELECT reason FROM dead_letters ORDER BY id"))
        return [row.reason for row in rows]


async def heard(kafka: str, name: str, enough: int | tuple[str, int]) -> list[tuple[str, int]]:
    """The totals of a topic, pot and version: so many, or up to this one."""
    reader = AIOKafkaConsumer(name, bootstrap_servers=kafka, auto_offset_reset="earliest")
    async with reader, asyncio.timeout(SOON):
        found: list[tuple[str, int]] = []
        while len(found) != enough and enough not in found:
            record = await reader.getone()
            data = decode(record.value, record.headers).data or {}
            found.append((data["pot"], data["version"]))
        return found
