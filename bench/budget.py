"""One hot budget line: funding's own handler beside a row lock for each request."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import asyncpg
from chassis.database.engine import create_engine, disposing
from chassis.database.migrations import upgrade
from chassis.kafka import topics
from contracts.budgets import AllotmentRequested
from contracts.catalogue import topic_of

from bench.hot_line import HotLine, rate
from bench.place import Place
from bench.plan import Plan
from bench.pots import in_envelope
from bench.results import Goal, Measurement, Series, ratio
from bench.sending import send
from bench.servers import Servers
from bench.working import Spent, told, working

REQUESTS = 20_000  # in a round
OF_ROW_LOCK = 10  # takes one in so many
NEARLY = 0.95  # of the requests of the row lock have an entry in the ledger when it nearly ends
COUNTED = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {}"


@dataclass
class Side:
    """One way to do it, with what it did so far."""

    place: Place
    db: asyncpg.Connection
    log: Path
    counter: str
    """The sequence that counts along with what it does."""
    rates: list[float] = field(default_factory=list)
    spent: list[Spent] = field(default_factory=list)

    async def counted(self) -> int:
        return int(await self.db.fetchval(COUNTED.format(self.counter)))

    async def prepare(self, hot: HotLine) -> None:
        async with (
            disposing(create_engine(self.place.database, "bench")) as engine,
            engine.begin() as db,
        ):
            await hot.keep(db)
        await self.db.execute("ANALYZE")

    async def done(self, hot: HotLine, spent: Spent, *, in_order: bool) -> None:
        await hot.check(self.db, hot.in_order() if in_order else None)
        self.rates.append(await rate(self.db, hot))
        self.spent.append(spent)


async def measure(servers: Servers, plan: Plan) -> Measurement:
    random, requests = Random(2026), plan.share_of(REQUESTS)
    await topics.create(servers.kafka, [topic_of(AllotmentRequested.topic)], 1)
    async with (
        _side(servers, "funding", "application_steps_id_seq") as funding,
        _side(servers, "row-lock", "ledger_id_seq") as row_lock,
    ):
        for _ in range(plan.rounds):
            await _by_funding(funding, HotLine.wanted_by(requests, random))
            await _by_row_lock(row_lock, HotLine.wanted_by(requests // OF_ROW_LOCK, random))
    return _measurement(funding, row_lock)


@asynccontextmanager
async def _side(servers: Servers, name: str, counter: str) -> AsyncIterator[Side]:
    async with servers.empty_place(name) as place:
        await asyncio.to_thread(upgrade, "funding", place.database)
        async with place.connected() as db:
            yield Side(place, db, servers.folder / f"{name}.log", counter)


async def _by_funding(side: Side, hot: HotLine) -> None:
    await side.prepare(hot)
    requests = ((in_envelope(request), request) for request in hot.requests())
    await send(side.place.kafka, AllotmentRequested.topic, requests)
    goal = await side.counted() + len(hot.waiting)
    async with working(["funding", "run", "consumers"], side.place, side.log) as worker:
        spent = await worker.spent_until(side.counted, goal)
    await side.done(hot, spent, in_order=True)


async def _by_row_lock(side: Side, hot: HotLine) -> None:
    await side.prepare(hot)
    goal = await side.counted() + int(len(hot.waiting) * NEARLY)
    command = ["bench.row_lock", str(hot.line.id)]
    async with working(command, side.place, side.log) as worker:
        spent = await worker.spent_until(side.counted, goal)
        await worker.process.wait()
    await side.done(hot, spent, in_order=False)


def _measurement(funding: Side, row_lock: Side) -> Measurement:
    handler = Series("funding's handler", "requests/s", funding.rates)
    locked = Series("row lock, 8 connections", "requests/s", row_lock.rates)
    times = ratio("funding ÷ row lock", handler, locked)
    return Measurement(
        "budget",
        "Money asked from one budget line, exact to the cent",
        [handler, locked, times],
        [Goal("funding ÷ row lock", 15, times.median)],
        [told("funding", funding.spent), told("row lock", row_lock.spent)],
    )
