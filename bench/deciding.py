"""Who is asked about a hundred questions, in a network as large as the country."""

import asyncio
import gc
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from chassis.database.engine import create_engine, disposing
from chassis.database.migrations import upgrade
from routing.assignment.repository.network import Networks
from routing.case.decision import Case, Decision
from routing.case.states import Term
from routing.handovers.domain.ask import DecisionContext, assign
from sqlalchemy.ext.asyncio import AsyncConnection

from bench import national_network
from bench.plan import Plan
from bench.results import Goal, Measurement, Series
from bench.servers import Servers

QUESTIONS = 100
TIMES = 20  # in a round
GOAL = 50  # milliseconds
WARM_UP = 3


@dataclass
class Took:
    """Milliseconds, for each hundred questions."""

    own: list[float] = field(default_factory=list)
    deciding: list[float] = field(default_factory=list)
    waiting: list[float] = field(default_factory=list)


async def measure(servers: Servers, plan: Plan) -> Measurement:
    random, took = Random(2026), Took()
    async with servers.empty_place("deciding") as place_of_it:
        await asyncio.to_thread(upgrade, "routing", place_of_it.database)
        async with place_of_it.connected() as db:
            await national_network.make(db)
        async with disposing(create_engine(place_of_it.database, "bench")) as engine:
            for number in range(WARM_UP + plan.rounds * plan.share_of(TIMES)):
                if number == WARM_UP:
                    took = _from_now_on()
                async with engine.begin() as connection:
                    await _decide(national_network.ask(QUESTIONS, random), connection, took)
    return _measurement(took)


def _from_now_on() -> Took:
    """What was made so far stays out of the collector's way, as in a process of a service."""
    gc.collect()
    gc.freeze()
    return Took()


async def _decide(cases: Sequence[Case], db: AsyncConnection, took: Took) -> None:
    began, spent = time.perf_counter(), time.process_time()
    network = await Networks(db).around(cases, national_network.NOW)
    found = time.process_time()
    context = DecisionContext(
        network, national_network.NOW, _due, most_attempts=3, most_reminders=3
    )
    decisions = [assign(case, context) for case in cases]
    ended, passed = time.process_time(), time.perf_counter() - began
    _check(decisions)
    took.own.append((ended - spent) * 1000)
    took.deciding.append((ended - found) * 1000)
    took.waiting.append((passed - (ended - spent)) * 1000)


def _due(term: Term, start: datetime) -> datetime:
    return start + timedelta(days=len(term))


def _check(decisions: Sequence[Decision]) -> None:
    asked = sum(decision.case.open is not None for decision in decisions)
    if asked < QUESTIONS:
        raise ValueError(f"only {asked} of {QUESTIONS} questions found somebody")


def _measurement(took: Took) -> Measurement:
    own = Series("its own time: the network assembled, everybody weighed", "ms", took.own)
    return Measurement(
        "deciding",
        f"{QUESTIONS} questions decided: {national_network.MUNICIPALITIES} municipalities, "
        f"{national_network.ORGANISATIONS:,} organisations, "
        f"{national_network.AGREEMENTS:,} agreements",
        [
            own,
            Series("of which deciding alone", "ms", took.deciding),
            Series("beside it: waiting for PostgreSQL", "ms", took.waiting),
        ],
        [Goal("own time for a hundred questions, ms", GOAL, own.median, at_most=True)],
    )
