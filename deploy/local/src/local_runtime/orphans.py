"""No process of ours outlives its parent, not even one that was killed: the kernel sees to it."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


def tie_to_parent(last_signal: signal.Signals) -> None:
    """When the thread that started this process ends, the kernel sends the signal (Linux)."""
    if sys.platform == "linux":
        _libc.prctl(PR_SET_PDEATHSIG, int(last_signal))


def tied_to(parent: int, last_signal: signal.Signals) -> Callable[[], None]:
    """What a child does between fork and exec."""

    def tie() -> None:
        tie_to_parent(last_signal)
        if os.getppid() != parent:
            os._exit(1)  # the parent went before the line above

    return tie
