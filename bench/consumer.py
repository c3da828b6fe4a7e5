"""Work per consumed event: the chassis beside the documentation's handler and a bare client.

All read the same topic, each in a group and a database of its own that starts empty and grows.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from bench.books import check
from bench.place import Place
from bench.plan import Plan
from bench.pots import TABLE, Put, Puts
from bench.results import Goal, Measurement, Series, ratio
from bench.sending import send
from bench.servers import Servers
from bench.working import Spent, told, working

EVENTS, NEW_POTS = 100_000, 50_000  # in a round
OF_TEXTBOOK = 40  # takes one in so many

# From the first transaction to the last, by the database's clock, which is the same for all.
RATE = """
    WITH round AS MATERIALIZED (SELECT xmin AS work, created_at, id FROM outbox WHERE id > $1)
    SELECT count(*) FILTER (WHERE work <> (SELECT work FROM round ORDER BY id LIMIT 1))
           / extract(epoch FROM max(created_at) - min(created_at))
    FROM round
"""


@dataclass
class Contender:
    name: str
    command: Sequence[str]
    part: int
    """It takes one of so many events."""
    place: Place
    db: asyncpg.Connection
    rates: list[float] = field(default_factory=list)
    spent: list[Spent] = field(default_factory=list)

    @property
    def rate(self) -> Series:
        return Series(self.name, "events/s", self.rates)

    async def _announced(self) -> int:
        return int(await self.db.fetchval("SELECT coalesce(max(id), 0) FROM outbox"))

    async def take_turn(self, events: int, log: Path) -> None:
        before = await self._announced()
        async with working(self.command, self.place, log) as worker:
            goal = before + events // self.part
            self.spent.append(await worker.spent_until(self._announced, goal))
        self.rates.append(float(await self.db.fetchval(RATE, before)))


async def measure(servers: Servers, plan: Plan) -> Measurement:
    events, puts = plan.share_of(EVENTS), Puts(plan.share_of(NEW_POTS))
    await servers.create_topics([Put.topic])
    async with AsyncExitStack() as stack:
        contenders = [
            await stack.enter_async_context(_contender(servers, *one))
            for one in (
                ("textbook", ["bench.textbook"], OF_TEXTBOOK),
                ("chassis", ["bench.through_chassis", "consumers"], 1),
                ("bare", ["bench.bare"], 1),
            )
        ]
        for _ in range(plan.rounds):
            await send(servers.kafka, Put.topic, puts.more(events))
            for contender in contenders:
                await contender.take_turn(events, servers.folder / f"{contender.name}.log")
                await check(contender.db, puts.sent, whole=contender.part == 1)
        return _measurement(*contenders)


@asynccontextmanager
async def _contender(
    servers: Servers, name: str, command: Sequence[str], part: int
) -> AsyncIterator[Contender]:
    async with servers.place(f"bench-{name}", TABLE) as place, place.connected() as db:
        yield Contender(name, command, part, place, db)


def _measurement(textbook: Contender, chassis: Contender, bare: Contender) -> Measurement:
    to_textbook = ratio("chassis ÷ textbook", chassis.rate, textbook.rate)
    to_bare = ratio("chassis ÷ bare", chassis.rate, bare.rate)
    return Measurement(
        "consumer",
        "Inbox, load, state and outbox for each event that comes in",
        [textbook.rate, chassis.rate, bare.rate, to_textbook, to_bare],
        [
            Goal("chassis ÷ textbook", 30, to_textbook.median),
            Goal("chassis ÷ bare", 0.6, to_bare.median),
        ],
        [told(one.name, one.spent) for one in (textbook, chassis, bare)],
    )
