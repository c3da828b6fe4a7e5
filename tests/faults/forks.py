"""Processes of the tally that start in milliseconds, to be killed by the dozen.

They are forked from a process that has imported everything and does nothing else.
"""

import asyncio
import multiprocessing
import runpy
from collections.abc import Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from local_runtime.ports import free_port

TALLY = str(Path(__file__).with_name("tally.py"))
FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(["pytest", "chassis.database.migrations", "chassis.process.run"])


class Forks:
    """Those that run now."""

    def __init__(self, name: str, environment: Mapping[str, str], log: Path) -> None:
        self._name = name
        self._environment = environment
        self._log = log
        self.running: list[ForkServerProcess] = []

    def start(self, *parts: str) -> ForkServerProcess:
        told: dict[str, Any] = {
            "name": self._name,
            "parts": parts,
            "environment": {**self._environment, "TALLY_HTTP_PORT": str(free_port())},
            "log": str(self._log),
        }
        fork = FORKING.Process(target=runpy.run_path, args=(TALLY, {"told": told}, "__main__"))
        fork.start()
        self.running.append(fork)
        return fork

    async def kill(self, fork: ForkServerProcess) -> None:
        """kill -9."""
        fork.kill()
        await self._ended(fork)

    async def stop(self, fork: ForkServerProcess) -> None:
        """As it is meant to."""
        fork.terminate()
        await self._ended(fork)

    async def close(self) -> None:
        for fork in list(self.running):
            await self.kill(fork)

    async def _ended(self, fork: ForkServerProcess) -> None:
        await asyncio.to_thread(fork.join)
        self.running.remove(fork)
