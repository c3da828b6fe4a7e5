"""A program at work on its database, watched from outside until it has announced enough."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from local_runtime.program import Program, last_lines

from bench.place import Place
from bench.processes import below, cpu_by_program

LOOK_EVERY = 0.05  # seconds
NO_NEWS = 60.0  # seconds without progress after which it counts as stuck
COMMITS_WITHIN = 0.5  # seconds after the last transaction for the last offset


Look = Callable[[], Awaitable[int]]
"""How far a program is: a number that only grows."""


@dataclass(frozen=True)
class Spent:
    """What some events cost: seconds, and seconds of processor by program."""

    events: int
    seconds: float
    cpu: Mapping[str, float]


class Stuck(Exception):
    """A program made no progress; with the last lines of its log."""


@dataclass(frozen=True)
class Worker:
    """A program at work, and where it logs."""

    process: Process
    log: Path

    async def spent_until(self, look: Look, goal: int) -> Spent:
        """Wait until the goal; what the events cost that came after the first news."""
        started = done = await self._news(look, await look())
        loop, before = asyncio.get_running_loop(), cpu_by_program(below(os.getpid()))
        began = loop.time()
        while done < goal:
            done = await self._news(look, done)
        seconds, after = loop.time() - began, cpu_by_program(below(os.getpid()))
        await asyncio.sleep(COMMITS_WITHIN)
        used = {name: cpu - before.get(name, 0.0) for name, cpu in after.items()}
        return Spent(max(done - started, 1), seconds, used)

    async def _news(self, look: Look, known: int) -> int:
        deadline = asyncio.get_running_loop().time() + NO_NEWS
        while (now := await look()) == known:
            late = asyncio.get_running_loop().time() > deadline
            if late or self.process.returncode is not None:
                raise Stuck(f"no progress at {known}:\n{last_lines(self.log)}")
            await asyncio.sleep(LOOK_EVERY)
        return now


@asynccontextmanager
async def working(command: Sequence[str], place: Place, log: Path) -> AsyncIterator[Worker]:
    program = Program("bench", [sys.executable, "-m", *command], environment=place.environment())
    process = await program.spawn(log)
    try:
        yield Worker(process, log)
    finally:
        await program.end(process)


def told(who: str, rounds: Sequence[Spent]) -> str:
    """Where the time went, by the median of the rounds."""
    names = sorted({name for spent in rounds for name in spent.cpu})
    costs = [
        f"{name} {median(spent.cpu.get(name, 0.0) / spent.events for spent in rounds) * 1e6:.1f}"
        for name in names
    ]
    busy = median(sum(spent.cpu.values()) / spent.seconds for spent in rounds)
    return f"{who}: processor µs per event: {', '.join(costs)}; {busy:.2f} cores busy"
