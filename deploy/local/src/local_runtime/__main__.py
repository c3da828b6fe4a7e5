"""python -m local_runtime demo    everything, and the story; ONCE=1: only as long as that lasts
python -m local_runtime clean   forgets the demo's data and logs"""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator

from local_runtime.demo import demo, say
from local_runtime.jars import ChecksumError
from local_runtime.orphans import tie_to_parent
from local_runtime.places import RUNTIME
from local_runtime.postgres import OtherVersionError
from local_runtime.postgres_programs import NoPostgresError
from local_runtime.running import RunningError, only_one
from local_runtime.server_user import remove
from local_runtime.supervisor import StartError

EXPLAINED = (RunningError, StartError, ChecksumError, NoPostgresError, OtherVersionError)
"""What the message alone says enough about."""


def main() -> int:
    if "MAKELEVEL" in os.environ:
        tie_to_parent(signal.SIGTERM)  # `make` passes nothing on when it is killed itself
    try:
        return _obey(sys.argv[1:])
    except* EXPLAINED as errors:
        for error in _each(errors):
            say(str(error))
    return 1


def _obey(words: list[str]) -> int:
    match words:
        case ["demo"]:
            with only_one(RUNTIME) as lock:
                return asyncio.run(demo(lock, once=os.environ.get("ONCE") == "1"))
        case ["clean"]:
            with only_one(RUNTIME):
                remove(RUNTIME)
        case _:
            say(__doc__ or "")
            return 2
    return 0


def _each(error: BaseException) -> Iterator[BaseException]:
    """A group may hold groups."""
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _each(one)
    else:
        yield error


if __name__ == "__main__":
    sys.exit(main())
