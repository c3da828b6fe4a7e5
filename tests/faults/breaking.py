"""What goes wrong: each leaves everything running again."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from .member import Member
from .plan import Fault
from .system import System

POSTGRES = "postgres"


async def kill(system: System, name: str, down: float) -> None:
    """kill -9, and started again after so many seconds."""
    member = system.members[name]
    async with member.alone:
        with system.interrupted(name):
            await member.kill()
        await asyncio.sleep(down)
        await member.start()


async def restart(system: System, name: str, down: float) -> None:
    """Stopped as it should be, which lets a sender write down what it sent."""
    if name == POSTGRES:
        await restart_postgres(system, down)
        return
    member = system.members[name]
    async with member.alone:
        await member.stop()
        await asyncio.sleep(down)
        await member.start()


async def restart_postgres(system: System, down: float, *, crashed: bool = False) -> None:
    """Whoever sends has to do without its database meanwhile."""
    member = system.members[POSTGRES]
    async with member.alone:
        with system.interrupted(POSTGRES):
            await (member.crash() if crashed else member.stop())
            await asyncio.sleep(down)
            await system.start(POSTGRES)


async def freeze(system: System, name: str, lasts: float) -> None:
    """Stands still, and then goes on as if nothing had happened."""
    member = system.members[name]
    async with member.alone:
        with system.interrupted(name):
            member.freeze()
            await asyncio.sleep(lasts)
            member.thaw()


async def visit(system: System, name: str, lasts: float) -> None:
    """A second process comes, takes its share of the partitions, and leaves."""
    other = await _second(system, name)
    await asyncio.sleep(lasts)
    await other.stop()


async def intrude(system: System, name: str, lasts: float) -> None:
    """A second process comes, takes its share of the partitions, and is killed."""
    other = await _second(system, name)
    await asyncio.sleep(lasts)
    with system.interrupted(name):
        await other.kill()


async def _second(system: System, name: str) -> Member:
    other = system.another(name)
    await other.start()
    await other.ready()
    return other


BREAK: Final[Mapping[str, Callable[[System, str, float], Awaitable[None]]]] = {
    "kill": kill,
    "restart": restart,
    "freeze": freeze,
    "visit": visit,
    "intrude": intrude,
    "crash": lambda system, _, down: restart_postgres(system, down, crashed=True),
}


async def carry_out(fault: Fault, system: System) -> None:
    await BREAK[fault.kind](system, fault.name, fault.lasts)
