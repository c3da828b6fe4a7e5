"""One demo at a time in a checkout, by a lock that lasts until its last process is gone."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

GONE_WITHIN = 15.0  # seconds, for what a demo leaves when it is killed
LOOK_EVERY = 0.1  # seconds


class RunningError(Exception):
    """Another demo runs here."""


@contextmanager
def only_one(folder: Path) -> Iterator[int]:
    """The lock's file descriptor: whatever inherits it keeps the lock."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as lock:
        _take(lock)
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield lock.fileno()


def _take(lock: IO[str]) -> None:
    deadline = time.monotonic() + GONE_WITHIN
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if _lives(holder := _holder(lock)) or time.monotonic() > deadline:
                raise RunningError(
                    f"A demo runs here already (process {holder}): . .runtime/env leads to it, "
                    "Ctrl-C in its terminal stops it."
                ) from None
            time.sleep(LOOK_EVERY)
        else:
            return


def _holder(lock: IO[str]) -> int:
    """Who wrote its process id last; 0: nobody yet."""
    lock.seek(0)
    return int(lock.read().strip() or 0)


def _lives(process: int) -> bool:
    return process > 0 and Path(f"/proc/{process}").exists()
