"""Memory of everything that `make demo` starts, idle after the story."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from local_runtime.places import ROOT

from bench.plan import Plan
from bench.processes import at, below, memory_by_program
from bench.results import Goal, Measurement, Series

STARTS_WITHIN = 300.0  # seconds, with the story
LAST_WORDS = "Ctrl-C"  # of the demo, once the story has been told
REST = 15.0  # seconds before each look
LOOKS = 3
GOAL = 900.0
TOTAL = "all together"


class NoDemo(Exception):
    """The demo ended by itself; with what it printed."""


async def measure(_plan: Plan) -> Measurement:
    async with _demo() as demo:
        looks = []
        for _ in range(LOOKS):
            await asyncio.sleep(REST)
            looks.append(memory_by_program([at(demo.pid), *below(demo.pid)]))
    programs = sorted(looks[0], key=lambda program: looks[0][program])
    series = [Series(one, "MiB", [look.get(one, 0.0) for look in looks]) for one in programs]
    total = Series(TOTAL, "MiB", [sum(look.values()) for look in looks])
    return Measurement(
        "memory",
        "Memory (PSS) of what make demo starts, idle after the story",
        [*series, total],
        [Goal("all together, MiB", GOAL, total.median, at_most=True)],
    )


@asynccontextmanager
async def _demo() -> AsyncIterator[asyncio.subprocess.Process]:
    """Running, when the story has been told."""
    command = (sys.executable, "-m", "local_runtime", "demo")
    demo = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT
    )
    try:
        async with asyncio.timeout(STARTS_WITHIN):
            await _until_told(demo)
        yield demo
    finally:
        if demo.returncode is None:
            demo.terminate()
            await demo.communicate()


async def _until_told(demo: asyncio.subprocess.Process) -> None:
    assert demo.stdout is not None
    printed = []
    async for line in demo.stdout:
        printed.append(line.decode())
        if LAST_WORDS in printed[-1]:
            return
    raise NoDemo("".join(printed[-20:]))
