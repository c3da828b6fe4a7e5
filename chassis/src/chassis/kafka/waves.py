"""Order per key, and only per key: a batch dealt into waves."""

from collections.abc import Iterable
from itertools import count

from chassis.kafka.handlers import Handler
from chassis.kafka.records import Place, Received

Handlers = tuple[Handler, ...]
Wave = dict[Handlers, list[Received]]


def in_waves(batch: Iterable[Received]) -> list[Wave]:
    """First the first event of every key, then the second of every key that has one, and so on.

    Each wave has its events by the handlers that take them, in the order of the batch. A run of a
    key's events for handlers that take them together is dealt as one.
    """
    latest: dict[Place | int, tuple[int, Handlers]] = {}
    keyless = count()
    waves: list[Wave] = []
    for received in batch:
        place: Place | int = received.place if received.record.key is not None else next(keyless)
        turn, before = latest.get(place, (-1, ()))
        if not (received.handlers == before and before[0].together):
            turn += 1
        latest[place] = turn, received.handlers
        if turn == len(waves):
            waves.append({})
        waves[turn].setdefault(received.handlers, []).append(received)
    return waves
