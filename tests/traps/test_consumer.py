"""What the consumer does where FastStream and aiokafka would lose, repeat or hang."""

import asyncio
from operator import attrgetter

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from chassis.kafka.retries import TooManyDeadLetters
from chassis.process.testing import Running, running_as_it_is
from contracts.envelope import CONTENT_TYPE
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from toy import POISON, Toy

from .delivering import (
    Condition,
    Headers,
    background,
    committed,
    consumer,
    letters,
    make_topics,
    put,
    send,
    totals,
    until,
)
from .doorway import door_before

WAITING = text("""
    SELECT count(*) FROM pg_locks
    JOIN pg_database ON pg_database.oid = pg_locks.database AND datname = current_database()
    WHERE NOT granted
""")
UNREADABLE_HEADERS: dict[str, Headers] = {
    "null": [("content-type", CONTENT_TYPE.encode()), ("x", None)],
    "latin-1": [("content-type", CONTENT_TYPE.encode()), ("x", "é".encode("latin-1"))],
    "neither utf-8 nor a content type": [("content-type", b"\xff\xfe")],
}


async def test_what_could_not_be_taken_is_not_committed_and_comes_again(
    kafka: str, toy: Toy, toy_database: str
) -> None:
    """Trap 1: whatever comes out of the handler, the policy is NACK."""
    topic, group = toy.put.topic, toy.service.name
    await make_topics(kafka, topic)
    await send(kafka, topic, put(toy, "a", POISON), put(toy, "b", POISON), put(toy, "c"))
    async with running_as_it_is(toy.service, toy_database, consecutive_dead_letters_cap=1) as app:
        taking = consumer(app, kafka)
        async with background(taking.run()):
            await until(_set(app.batches.halted))
            with pytest.raises(TooManyDeadLetters):
                await taking.check()
        assert await committed(kafka, group, topic) == 0
    toy.poisonous = False
    async with (
        running_as_it_is(toy.service, toy_database) as app,
        background(consumer(app, kafka).run()),
    ):
        await until(_holds(app, {"b": POISON, "c": 1}))
        await until(_committed(kafka, toy, 3))


async def test_with_postgresql_away_nothing_is_committed_nothing_dies_and_nobody_hurries(
    kafka: str, toy: Toy, toy_database: str
) -> None:
    """Traps 2 and 4: the batch waits, longer every time, and is taken when the database is back."""
    topic = toy.put.topic
    await make_topics(kafka, topic)
    async with (
        door_before(toy_database) as (door, address),
        running_as_it_is(toy.service, address) as app,
        background(consumer(app, kafka).run()),
    ):
        await send(kafka, topic, put(toy, "a"))
        await until(_holds(app, {"a": 1}))
        door.shut()
        await send(kafka, topic, *(put(toy, "a") for _ in range(20)))
        await asyncio.sleep(3)
        assert 1 < door.knocks < 30
        assert await committed(kafka, toy.service.name, topic) == 1
        assert app.runtime.health.alive() == {"consumers": "waiting for database"}
        door.open()
        await until(_holds(app, {"a": 21}))
        await until(_committed(kafka, toy, 21))
        assert await letters(app) == []


@pytest.mark.parametrize("headers", UNREADABLE_HEADERS.values(), ids=UNREADABLE_HEADERS.keys())
async def test_a_header_that_faststream_cannot_read_costs_no_record_of_its_batch(
    kafka: str, app: Running, toy: Toy, headers: Headers
) -> None:
    """Trap 5, over Kafka; and trap 16: what was there before the group existed is taken too."""
    topic = toy.put.topic
    await make_topics(kafka, topic)
    await send(kafka, topic, put(toy, "a"))
    await send(kafka, topic, put(toy, "b"), headers=headers)
    await send(kafka, topic, put(toy, "c"))
    async with background(consumer(app, kafka).run()):
        await until(_committed(kafka, toy, 3))
    readable = headers[0][1] == CONTENT_TYPE.encode()
    assert await totals(app) == {"a": 1, "c": 1, **({"b": 1} if readable else {})}
    assert await letters(app) == ([] if readable else ["unreadable"])


async def test_what_nobody_hears_or_can_read_stops_no_partition(
    kafka: str, app: Running, toy: Toy
) -> None:
    """Traps 6 and 7, over Kafka: neither comes again, and what is beside them is taken."""
    topic = toy.put.topic
    await make_topics(kafka, topic)
    value, key = put(toy, "a")
    unknown = value.replace(b"test.put.v1", b"test.nobody.v1")
    wrong = value.replace(b'"amount":1', b'"amount":"much"')
    await send(
        kafka, topic, (unknown, key), (wrong, b"w"), (b"1", b"n"), (None, b"0"), (value, key)
    )
    async with background(consumer(app, kafka).run()):
        await until(_committed(kafka, toy, 5))
    assert await totals(app) == {"a": 1}
    assert await letters(app) == ["unreadable"] * 3


async def test_a_batch_under_way_is_finished_and_committed_when_the_process_stops(
    kafka: str, app: Running, toy: Toy, toy_database: str
) -> None:
    """Trap 11: without a time to wait, FastStream cancels what is under way."""
    await make_topics(kafka, toy.put.topic)
    engine = create_async_engine(toy_database)
    async with engine.connect() as holding:
        await holding.execute(text("LOCK TABLE pots"))
        stopping = asyncio.create_task(consumer(app, kafka).run())
        await send(kafka, toy.put.topic, put(toy, "a"))
        await until(_waits(app))
        stopping.cancel()
        await asyncio.sleep(0.5)
        assert not stopping.done()
        await holding.rollback()
    await asyncio.wait([stopping], timeout=10)
    await engine.dispose()
    assert await totals(app) == {"a": 1}
    assert await committed(kafka, toy.service.name, toy.put.topic) == 1


@pytest.mark.parametrize("task", ["_fetcher._fetch_task", "_coordinator._coordination_task"])
async def test_a_client_that_died_inside_is_replaced(
    kafka: str, app: Running, toy: Toy, task: str
) -> None:
    """Trap 15: a ping is green while nothing is consumed; the tasks themselves are looked at."""
    await make_topics(kafka, toy.put.topic)
    taking = consumer(app, kafka)
    async with background(taking.run()):
        await send(kafka, toy.put.topic, put(toy, "a"))
        await until(_holds(app, {"a": 1}))
        attrgetter(task)(taking._client).cancel()
        await send(kafka, toy.put.topic, put(toy, "a"))
        await until(_holds(app, {"a": 2}))


async def test_listening_makes_no_topic(kafka: str, app: Running, toy: Toy) -> None:
    """Trap 17: FastStream's subscriber would make it, with one partition and one copy."""
    async with background(consumer(app, kafka).run()):
        await asyncio.sleep(2)
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    made = await admin.list_topics()
    await admin.close()
    assert toy.put.topic not in made


def _set(event: asyncio.Event) -> Condition:
    async def is_set() -> bool:
        return event.is_set()

    return is_set


def _holds(app: Running, expected: dict[str, int]) -> Condition:
    async def holds() -> bool:
        return await totals(app) == expected

    return holds


def _committed(kafka: str, toy: Toy, offset: int) -> Condition:
    async def reached() -> bool:
        return await committed(kafka, toy.service.name, toy.put.topic) == offset

    return reached


def _waits(app: Running) -> Condition:
    async def waits() -> bool:
        async with app.begin() as work:
            return bool((await work.db.execute(WAITING)).scalar())

    return waits
