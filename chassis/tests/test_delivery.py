"""From the outbox over Kafka to the handlers, and from there again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from chassis.database.engine import create_single
from chassis.kafka.consumer import Consumer
from chassis.kafka.relay import Relay
from chassis.kafka.topics import create
from chassis.observability.health import Pulse
from chassis.process.testing import Running, published, running_as_it_is
from contracts.catalogue import Topic
from contracts.envelope import STRUCTURED, decode, encode
from sqlalchemy import text
from toy import Toy

SOON = 20.0  # seconds


def topic(name: str, partitions: int) -> Topic:
    return Topic(name, "a test", ("test",), ("test",), partitions, timedelta(hours=1))


@asynccontextmanager
async def background(*work: Awaitable[None]) -> AsyncIterator[None]:
    tasks = [asyncio.ensure_future(one) for one in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def consumer(app: Running, kafka: str) -> Consumer:
    service = app.service
    pulse = app.runtime.health.part("consumers")
    return Consumer(
        kafka, service.name, service.topics, 100, app.batches, pulse, app.runtime.telemetry
    )


def relay(app: Running, kafka: str, url: str) -> tuple[Relay, Pulse]:
    pulse = app.runtime.health.part("relay")
    engine = create_single(url, "relay")
    return Relay(engine, kafka, 500, app.runtime.news, pulse, app.runtime.telemetry), pulse


async def put(kafka: str, toy: Toy, pots: list[str]) -> None:
    async with AIOKafkaProducer(bootstrap_servers=kafka) as producer:
        for pot in pots:
            value = encode(published(toy.put(pot=pot, amount=1), "urn:test"))
            await producer.send(toy.put.topic, value, key=pot.encode(), headers=list(STRUCTURED))
        await producer.flush()


async def heard(kafka: str, name: str, number: int) -> list[tuple[str, int]]:
    """The totals on a topic, in their order: pot and version."""
    reader = AIOKafkaConsumer(name, bootstrap_servers=kafka, auto_offset_reset="earliest")
    async with reader, asyncio.timeout(SOON):
        found: list[tuple[str, int]] = []
        while len(found) < number:
            record = await reader.getone()
            envelope = decode(record.value, record.headers)
            assert envelope.data is not None
            found.append((envelope.data["pot"], envelope.data["version"]))
        return found


async def until_left(app: Running, topics: list[str]) -> None:
    """Until the outbox has no more than these: Kafka has a record before the relay commits."""
    async with asyncio.timeout(SOON):
        while True:
            async with app.begin() as work:
                rows = await work.db.execute(text("SELECT topic FROM outbox ORDER BY id"))
                if [row.topic for row in rows] == topics:
                    return
            await asyncio.sleep(0.02)


async def test_events_come_in_are_handled_and_their_consequences_go_out_in_order(
    kafka: str, toy: Toy, toy_database: str
) -> None:
    topics = [topic(toy.put.topic, 4), topic(toy.totalled.topic, 4)]
    await create(kafka, topics, 1)
    async with running_as_it_is(toy.service, toy_database) as app:
        sending, _ = relay(app, kafka, toy_database)
        async with background(consumer(app, kafka).run(), sending.run()):
            pots = [f"pot {number % 7}" for number in range(700)]
            await put(kafka, toy, pots)
            found = await heard(kafka, toy.totalled.topic, 700)
    for pot in set(pots):
        assert [version for one, version in found if one == pot] == list(range(1, 101))


async def test_a_topic_made_later_is_heard_within_seconds(
    kafka: str, toy: Toy, toy_database: str
) -> None:
    await create(kafka, [topic(toy.totalled.topic, 1)], 1)
    async with running_as_it_is(toy.service, toy_database) as app:
        sending, _ = relay(app, kafka, toy_database)
        async with background(consumer(app, kafka).run(), sending.run()):
            await create(kafka, [topic(toy.put.topic, 1)], 1)
            await put(kafka, toy, ["late"])
            assert await heard(kafka, toy.totalled.topic, 1) == [("late", 1)]


async def test_creating_topics_twice_changes_nothing(kafka: str, toy: Toy) -> None:
    wanted = [topic(toy.put.topic, 2)]
    assert await create(kafka, wanted, 1) == [toy.put.topic]
    assert await create(kafka, [replace(wanted[0], partitions=5)], 1) == []


async def test_only_one_relay_sends_and_another_takes_over(
    kafka: str, toy: Toy, toy_database: str
) -> None:
    await create(kafka, [topic(toy.totalled.topic, 1)], 1)
    async with running_as_it_is(toy.service, toy_database) as app:
        first, _ = relay(app, kafka, toy_database)
        second, _ = relay(app, kafka, toy_database)

        async def announce(numbers: range) -> None:
            for number in numbers:
                async with app.begin() as work:
                    work.announce(toy.totalled(pot="a", total=0, version=number))

        async with background(second.run()):
            async with background(first.run()):
                await announce(range(50))
                await heard(kafka, toy.totalled.topic, 50)
                await until_left(app, [])
            await announce(range(50, 100))
            found = await heard(kafka, toy.totalled.topic, 100)
    assert [version for _, version in found] == list(range(100))


async def test_what_was_announced_stays_readable_with_its_place_in_the_sequence(
    kafka: str, toy: Toy, toy_database: str
) -> None:
    await create(kafka, [topic(toy.totalled.topic, 1)], 1)
    async with running_as_it_is(toy.service, toy_database) as app:
        sending, _ = relay(app, kafka, toy_database)
        async with app.begin() as work:
            work.announce(*[toy.totalled(pot="a", total=0, version=v) for v in range(3)])
        async with background(sending.run()):
            await heard(kafka, toy.totalled.topic, 3)
            await until_left(app, [])
        reader = AIOKafkaConsumer(
            toy.totalled.topic, bootstrap_servers=kafka, auto_offset_reset="earliest"
        )
        async with reader:
            batch = await reader.getmany(timeout_ms=5000)
        said = [
            decode(record.value, record.headers) for records in batch.values() for record in records
        ]
        sequences = [one.sequence or "" for one in said]
        assert sequences == sorted(sequences)
        assert {len(sequence) for sequence in sequences} == {20}
        async with app.begin() as work:
            kept = await work.db.execute(text("SELECT event_id FROM announced ORDER BY sequence"))
            assert [row.event_id for row in kept] == [one.id for one in said]


async def test_events_for_a_topic_that_is_missing_wait_and_hold_up_nothing_else(
    kafka: str, toy: Toy, toy_database: str
) -> None:
    await create(kafka, [topic(toy.totalled.topic, 1)], 1)
    async with running_as_it_is(toy.service, toy_database) as app:
        async with app.begin() as work:
            work.announce(toy.put(pot="lost", amount=1))
            work.announce(toy.totalled(pot="a", total=0, version=1))
        sending, _ = relay(app, kafka, toy_database)
        async with background(sending.run()):
            assert await heard(kafka, toy.totalled.topic, 1) == [("a", 1)]
            await until_left(app, [toy.put.topic])
