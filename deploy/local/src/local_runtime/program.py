"""A program to run, and how it starts and stops."""

import asyncio
import os
import signal
from asyncio.subprocess import DEVNULL, STDOUT, Process
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from local_runtime.orphans import tied_to
from local_runtime.server_user import as_user


async def at_once() -> bool:
    return True


@dataclass(frozen=True)
class Program:
    name: str
    command: Sequence[str]
    ready: Callable[[], Awaitable[bool]] = at_once
    environment: Mapping[str, str] = field(default_factory=dict)
    user: str | None = None
    """Whom it runs as; None: whoever starts it."""
    when_orphaned: signal.Signals = signal.SIGKILL
    """What the kernel sends it when its parent is gone."""
    to_stop: signal.Signals = signal.SIGTERM
    stops_within: float = 20.0
    """Seconds; then it is killed."""
    ready_within: float = 60.0
    """Seconds."""

    async def spawn(self, log: Path | None = None, inherit: Collection[int] = ()) -> Process:
        """Output goes to the end of the log; without one, where ours goes."""
        output = log.open("ab") if log else None
        try:
            return await asyncio.create_subprocess_exec(
                *self.command,
                env={**os.environ, **self.environment},
                stdin=DEVNULL,
                stdout=output,
                stderr=STDOUT if output else None,
                pass_fds=tuple(inherit),
                start_new_session=True,  # Ctrl-C in the terminal is ours to pass on, in order
                preexec_fn=tied_to(os.getpid(), self.when_orphaned),
                **as_user(self.user),
            )
        finally:
            if output:
                output.close()

    async def end(self, process: Process) -> None:
        """Ask it to stop; kill it, and what it started, when it does not."""
        if process.returncode is not None:
            return
        process.send_signal(self.to_stop)
        try:
            async with asyncio.timeout(self.stops_within):
                await process.wait()
        except TimeoutError:
            os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


def last_lines(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-20:])
