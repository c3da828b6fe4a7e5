"""A program that faults happen to."""

import asyncio
import os
import signal
from asyncio.subprocess import Process
from pathlib import Path

from local_runtime.gates import until
from local_runtime.program import Program, last_lines


class EndedError(Exception):
    """A program ended before it was ready; with the last lines of its log."""


class Member:
    """Stays as it is left: nothing starts it again but who says so."""

    def __init__(self, program: Program, logs: Path) -> None:
        self.program = program
        self.name = program.name
        self.alone = asyncio.Lock()
        """Held by the fault that is happening to it."""
        self._log = logs / f"{program.name}.log"
        self._process: Process | None = None

    async def start(self) -> None:
        self._process = await self.program.spawn(self._log)

    async def ready(self) -> None:
        async def is_ready() -> bool:
            if self._process is None or self._process.returncode is not None:
                raise EndedError(f"{self.name} ended:\n{last_lines(self._log)}")
            return await self.program.ready()

        await until(is_ready, 2 * self.program.ready_within)

    async def kill(self) -> None:
        """At once, without a word: kill -9."""
        await self._end(signal.SIGKILL)

    async def crash(self) -> None:
        """PostgreSQL's own way to go down at once, its children too: it recovers when it starts."""
        await self._end(signal.SIGQUIT)

    async def stop(self) -> None:
        """As it is meant to."""
        if self._process is not None:
            await self.program.end(self._process)

    def freeze(self) -> None:
        """Stands still in the middle of whatever it does, and knows nothing of it."""
        os.kill(self._running.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.kill(self._running.pid, signal.SIGCONT)

    @property
    def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            raise EndedError(f"{self.name} does not run")
        return self._process

    async def _end(self, last_signal: signal.Signals) -> None:
        process = self._running
        process.send_signal(last_signal)
        await process.wait()
