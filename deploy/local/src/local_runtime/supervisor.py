"""Starts programs, waits until they are ready, keeps them running, stops them in reverse order."""

import asyncio
import time
from asyncio.subprocess import Process
from collections.abc import Callable, Collection
from pathlib import Path
from types import TracebackType
from typing import Self

from local_runtime.gates import until
from local_runtime.program import Program, last_lines

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0  # seconds before one that died is started again
STEADY_AFTER = 30.0  # seconds up, after which a death counts as the first again


class StartError(Exception):
    """A program ended or took too long before it was ready; with the last lines of its log."""


class Supervisor:
    def __init__(
        self,
        logs: Path,
        say: Callable[[str], None] = lambda _: None,
        inherit: Collection[int] = (),
    ) -> None:
        """`inherit`: file descriptors that every program keeps open."""
        self._logs = logs
        self._say = say
        self._inherit = inherit
        self._together: list[list[_Kept]] = []

    async def __aenter__(self) -> Self:
        self._logs.mkdir(parents=True, exist_ok=True)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Last started, first stopped; what was started together stops together."""
        while self._together:
            await asyncio.gather(*(kept.stop() for kept in self._together[-1]))
            self._together.pop()

    async def start(self, *programs: Program) -> None:
        """Start these together, wait until every one is ready, and keep them running."""
        kept = [_Kept(program, self._log(program), self._say) for program in programs]
        self._together.append(kept)
        async with asyncio.TaskGroup() as starting:
            for one in kept:
                starting.create_task(one.start(self._inherit))

    async def run(self, program: Program) -> None:
        """Run it to its end, which has to be a good one."""
        log = self._log(program)
        process = await program.spawn(log, self._inherit)
        try:
            code = await process.wait()
        finally:
            await program.end(process)
        if code:
            raise StartError(f"{program.name} failed:\n{last_lines(log)}")

    def _log(self, program: Program) -> Path:
        log = self._logs / f"{program.name}.log"
        log.write_bytes(b"")
        return log


class _Kept:
    """One program and the process that runs it now."""

    def __init__(self, program: Program, log: Path, say: Callable[[str], None]) -> None:
        self._program = program
        self._log = log
        self._say = say
        self._process: Process | None = None
        self._keeping: asyncio.Task[None] | None = None

    async def start(self, inherit: Collection[int]) -> None:
        self._process = await self._program.spawn(self._log, inherit)
        await self._until_ready(self._process)
        self._keeping = asyncio.create_task(self._keep(self._process, inherit))

    async def stop(self) -> None:
        if self._keeping:
            self._keeping.cancel()
            await asyncio.wait([self._keeping])
        if self._process:
            await self._program.end(self._process)

    async def _keep(self, process: Process, inherit: Collection[int]) -> None:
        pause = FIRST_PAUSE
        while True:
            since = time.monotonic()
            code = await process.wait()
            if time.monotonic() - since > STEADY_AFTER:
                pause = FIRST_PAUSE
            self._say(f"{self._program.name} ended ({code}); starting it again in {pause} s")
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
            self._process = process = await self._program.spawn(self._log, inherit)

    async def _until_ready(self, process: Process) -> None:
        async def ready() -> bool:
            if process.returncode is not None:
                raise StartError(f"{self._program.name} ended:\n{last_lines(self._log)}")
            return await self._program.ready()

        try:
            await until(ready, self._program.ready_within)
        except TimeoutError:
            late = f"{self._program.name} is not ready after {self._program.ready_within} s"
            raise StartError(f"{late}:\n{last_lines(self._log)}") from None
