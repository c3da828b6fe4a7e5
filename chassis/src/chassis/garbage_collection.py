"""When Python looks for objects that only refer to each other: not in the middle of a batch."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def collect_and_freeze() -> None:
    """What was imported lives as long as the process: going through it again and again costs half
    of a busy handler's time (`python -m bench budget`)."""
    gc.collect()
    gc.freeze()


@contextmanager
def no_collection() -> Iterator[None]:
    """What a batch makes is in use until its end, and goes by itself then."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
