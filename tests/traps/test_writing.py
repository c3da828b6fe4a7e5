"""What holds when several write to PostgreSQL at once, in batches of any size and order."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from aiokafka import ConsumerRecord
from chassis.database.engine import create_engine, create_single, disposing
from chassis.process.testing import Running, published, record, running_as_it_is
from contracts.envelope import encode
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import create_async_engine
from toy import Toy
from toy_app import make_toy_tables

from .counting import statements
from .delivering import letters, totals

MANY = 40


@pytest.fixture
async def other(toy: Toy, toy_database: str) -> AsyncIterator[Running]:
    """A second process of the same service, as while a group is dealt anew."""
    async with running_as_it_is(toy.service, toy_database) as other:
        yield other


def batch(toy: Toy, pots: list[str], name: str = "") -> list[ConsumerRecord]:
    """An event for each pot; the same name gives the same events."""
    return [
        record(
            toy.put.topic,
            encode(published(toy.put(pot=pot, amount=1), "urn:test", f"{name}{pot}")),
            key=pot.encode(),
        )
        for pot in pots
    ]


async def test_two_consumers_of_the_same_records_have_one_effect(
    app: Running, other: Running, toy: Toy
) -> None:
    """Trap 12: that a partition has one owner does not keep two from working at once."""
    pots = [f"pot {number}" for number in range(MANY)]
    same = batch(toy, pots)
    for _ in range(5):
        await asyncio.gather(app.take(*same), other.take(*reversed(same)), app.take(*same[::2]))
    assert await totals(app) == dict.fromkeys(pots, 1)
    assert len(await app.announced_of(toy.totalled)) == MANY


async def test_an_event_is_known_by_its_id_and_not_by_where_it_stood(
    app: Running, toy: Toy
) -> None:
    """Trap 13: offset and time, FastStream's message id, are the same in two partitions."""
    here, there = batch(toy, ["a", "b"])
    await app.take(here, replace(there, partition=1, offset=here.offset))
    assert await totals(app) == {"a": 1, "b": 1}


async def test_two_batches_in_opposite_order_do_not_lock_each_other_out(
    app: Running, other: Running, toy: Toy
) -> None:
    """Trap 23: whoever writes to many things takes them in one order."""
    pots = [f"pot {number:03}" for number in range(10 * MANY)]
    for turn in range(5):
        both, mine = batch(toy, pots, f"both {turn} "), batch(toy, pots, f"mine {turn} ")
        await asyncio.gather(app.take(*both), other.take(*reversed(both)))
        await asyncio.gather(app.take(*mine), other.take(*reversed(batch(toy, pots, f"{turn} "))))
    assert await totals(app) == dict.fromkeys(pots, 15)
    async with app.begin() as work:
        deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        assert (await work.db.execute(text(deadlocks))).scalar() == 0


async def test_a_larger_batch_needs_no_more_statements(app: Running, toy: Toy) -> None:
    """Trap 21: a statement for each event would be twenty times slower."""
    with statements(app) as for_few:
        await app.take(*batch(toy, ["a", "b"]))
    with statements(app) as for_many:
        await app.take(*batch(toy, [f"pot {number}" for number in range(500)]))
    assert 0 < len(for_many) <= len(for_few)


async def test_a_migration_while_a_consumer_runs_passes(
    toy: Toy, fresh_database: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Trap 30: each connection fails once on a statement that it prepared before."""
    await make_toy_tables(fresh_database)
    migrating = create_async_engine(fresh_database)
    errors: list[str] = []
    async with disposing(migrating), running_as_it_is(toy.service, fresh_database) as app:
        await app.take(*batch(toy, ["a"]))
        engine = app.runtime.engine.sync_engine
        event.listen(engine, "handle_error", lambda it: errors.append(str(it.original_exception)))
        async with migrating.begin() as db:
            await db.execute(text("ALTER TABLE pots ALTER version TYPE bigint"))
        await app.take(*batch(toy, ["a"], "later"))
        assert await totals(app) == {"a": 2}
        assert await letters(app) == []
    assert any("cached statement plan is invalid" in error for error in errors)
    assert "one by one" not in caplog.text, "no event is to blame"


@pytest.mark.parametrize("create", [create_engine, create_single])
async def test_no_plan_outlives_the_table_that_it_was_made_for(
    fresh_database: str, create: Any
) -> None:
    """Trap 33: the server itself says what holds on the connections of services."""
    async with disposing(create(fresh_database, "a test")) as engine, engine.connect() as db:
        shown = {
            name: (await db.execute(text(f"SHOW {name}"))).scalar()
            for name in ("plan_cache_mode", "jit", "lock_timeout", "statement_timeout")
        }
    assert shown == {
        "plan_cache_mode": "force_custom_plan",
        "jit": "off",
        "lock_timeout": "5s",
        "statement_timeout": "30s",
    }
