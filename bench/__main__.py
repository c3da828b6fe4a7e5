"""`python -m bench [consumer|relay|budget|worklist|…]`: all, when none is named."""

import argparse
import asyncio
from collections.abc import Sequence
from importlib import import_module

from rich.console import Console

from bench.machine import facts
from bench.plan import Plan
from bench.results import Measurement, keep, show
from bench.servers import servers

ON_SERVERS = ("consumer", "relay", "budget", "worklist", "readers", "deciding")
OF_ALL = ("latency", "burst", "memory")
"""Of everything that runs; these start it by themselves."""
NAMES = ON_SERVERS + OF_ALL


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("names", nargs="*", choices=[[], *NAMES], metavar="|".join(NAMES))
    parser.add_argument("--rounds", type=int, default=Plan.rounds)
    parser.add_argument("--share", type=float, default=Plan.share, help="0.1: a quick look")
    parser.add_argument("--seconds", type=int, default=Plan.seconds, help="of the latency")
    told = parser.parse_args()
    plan = Plan(told.rounds, told.share, told.seconds)
    asyncio.run(_bench(told.names or NAMES, plan, Console()))


async def _bench(names: Sequence[str], plan: Plan, console: Console) -> None:
    found: list[Measurement] = []

    async def add(name: str, *arguments: object) -> None:
        found.append(await import_module(f"bench.{name}").measure(*arguments))
        show(found[-1], console)

    async with servers() as pair:
        machine = await facts(pair)
        console.print(", ".join(f"{name} {value}" for name, value in machine.items()))
        console.print()
        for name in (name for name in ON_SERVERS if name in names):
            await add(name, pair, plan)
    for name in (name for name in OF_ALL if name in names):
        await add(name, plan)
    console.print(f"Kept in {keep(machine, found)}")


if __name__ == "__main__":
    main()
