"""What holds when everything has come to rest."""

from collections.abc import Iterator

from .history import History


def nothing_waits_in_the_end(history: History) -> Iterator[str]:
    for queue, number in history.waiting.items():
        if number:
            yield f"{number} in {queue}"


def no_good_request_is_refused(history: History) -> Iterator[str]:
    yield from history.asked.errors
