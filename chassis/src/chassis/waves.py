"""Order per key, and only per key: a batch dealt into waves."""

from collections.abc import Iterable
from itertools import count

from chassis.handlers import Handler
from chassis.reading import Heard, Place

Wave = dict[Handler, list[Heard]]


def deal(batch: Iterable[Heard]) -> list[Wave]:
    """First the first event of every key, then the second of every key that has one, and so on.

    Each wave has its events by the handler that takes them, in the order of the batch. A run of a
    key's events for a handler that takes them together is dealt as one.
    """
    latest: dict[Place | int, tuple[int, Handler]] = {}
    keyless = count()
    waves: list[Wave] = []
    for heard in batch:
        place: Place | int = heard.place if heard.record.key is not None else next(keyless)
        turn, before = latest.get(place, (-1, None))
        if not (heard.handler is before and before.together):
            turn += 1
        latest[place] = turn, heard.handler
        if turn == len(waves):
            waves.append({})
        waves[turn].setdefault(heard.handler, []).append(heard)
    return waves
