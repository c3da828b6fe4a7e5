"""A Kafka that is there and says nothing: the worst way to be away."""

import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import psutil
import pytest
from chassis.kafka import relay as relaying
from chassis.observability.health import ANSWER_WITHIN
from chassis.process.testing import Running, running_as_it_is
from local_runtime.kafka import Kafka
from local_runtime.ports import free_port
from local_runtime.supervisor import Supervisor
from sqlalchemy import text
from toy import Toy

from .delivering import background, consumer, heard, make_topics, relay, until

QUICK = 2.0  # seconds of patience, in place of half a minute


@asynccontextmanager
async def kafka_of_its_own(folder: Path) -> AsyncIterator[str]:
    broker = Kafka(folder, free_port(), free_port())
    async with Supervisor(folder / "logs") as supervisor:
        await supervisor.start(await broker.prepare())
        yield broker.address


@contextmanager
def silenced(address: str) -> Iterator[None]:
    """The process that listens there stands still meanwhile."""
    port = int(address.rpartition(":")[2])
    ours = psutil.Process().children(recursive=True)
    listening = {
        child.pid
        for child in ours
        for connection in child.net_connections()
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
    }
    (pid,) = listening
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


async def test_a_relay_without_an_answer_drops_its_producer_keeps_the_events_and_goes_on(
    tmp_path: Path,
    toy: Toy,
    toy_database: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Traps 14 and 15: an idempotent producer would wait for ever, and a probe with it."""
    monkeypatch.setattr(relaying, "PATIENCE", QUICK)

    async def began_anew() -> bool:
        return "relay begins anew after TimeoutError" in caplog.text

    async def nothing_waits() -> bool:
        return await waiting(app) == 0

    async with (
        kafka_of_its_own(tmp_path) as kafka,
        running_as_it_is(toy.service, toy_database) as app,
    ):
        await make_topics(kafka, toy.put.topic, toy.totalled.topic)
        taking = consumer(app, kafka)
        app.runtime.health.check("consumers", taking.check)
        async with background(relay(app, kafka, toy_database).run(), taking.run()):
            await announce(app, toy, 1)
            await until(nothing_waits)
            with silenced(kafka):
                await announce(app, toy, 2)
                await until(began_anew)
                assert await waiting(app) == 1
                assert await seconds_to_answer(app) < ANSWER_WITHIN + 1
            await announce(app, toy, 3)
            await until(nothing_waits)
            found = await heard(kafka, toy.totalled.topic, ("a", 3))
    assert list(dict.fromkeys(found)) == [("a", 1), ("a", 2), ("a", 3)]


async def announce(app: Running, toy: Toy, version: int) -> None:
    async with app.begin() as work:
        work.announce(toy.totalled(pot="a", total=0, version=version))


async def waiting(app: Running) -> int:
    async with app.begin() as work:
        return int((await work.db.execute(text("SELECT count(*) FROM outbox"))).scalar_one())


async def seconds_to_answer(app: Running) -> float:
    started = time.monotonic()
    for question in ("live", "ready"):
        assert (await app.client.get(f"/health/{question}")).status_code in {200, 503}
    return time.monotonic() - started
