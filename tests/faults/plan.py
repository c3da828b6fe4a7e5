"""What breaks when: at random, and the same again from the same seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from local_runtime.environment import SERVICES

LONGEST_PAUSE = 6.0  # seconds between two faults


@dataclass(frozen=True, slots=True)
class Fault:
    """`at`: seconds after the beginning; faults may overlap."""

    at: float
    kind: str
    name: str
    lasts: float

    def __str__(self) -> str:
        return f"{self.at:7.1f} s  {self.kind} {self.name}, {self.lasts:.1f} s"


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    happens_to: Sequence[str]
    longest: float
    weight: int


KINDS = (
    Kind("kill", SERVICES, 2, 8),
    Kind("restart", SERVICES, 1, 3),
    Kind("freeze", SERVICES, 14, 2),
    Kind("visit", SERVICES, 8, 2),
    Kind("intrude", SERVICES, 8, 2),
    Kind("restart", ("kafka",), 6, 1),
    Kind("kill", ("kafka",), 3, 1),
    Kind("restart", ("postgres",), 5, 1),
    Kind("crash", ("postgres",), 3, 1),
)


def plan(seed: int, seconds: float) -> Iterator[Fault]:
    chance = Random(seed)
    at = chance.uniform(0, LONGEST_PAUSE)
    while at < seconds:
        kind = chance.choices(KINDS, [kind.weight for kind in KINDS])[0]
        yield Fault(at, kind.name, chance.choice(kind.happens_to), chance.uniform(0, kind.longest))
        at += chance.uniform(0, LONGEST_PAUSE)
