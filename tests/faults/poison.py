"""Records that no service can take, of every kind, for every topic that a service hears."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from uuid import uuid4

from contracts.budgets import AllotmentRequested, BudgetSet
from contracts.catalogue import submissions_topic
from contracts.envelope import CloudEvent, encode
from contracts.event import Event
from contracts.funding import FundingApproved
from contracts.intake import QuestionReceived
from contracts.network import OrganisationRegistered
from contracts.partners import QuestionSubmitted
from contracts.routing import HandoverRequested

from .asking import HEADERS, STRANGE
from .history import Asked, Fate, Poison
from .preparing import PARTNERS
from .publisher import Publisher

POISONER = "urn:nld:kvknr:00000009:systeem:gif"
HEARD: Sequence[type[Event]] = (
    QuestionReceived,
    HandoverRequested,
    OrganisationRegistered,
    FundingApproved,
    AllotmentRequested,
    BudgetSet,
)
"""Of every topic of a service an event that all who hear the topic hear."""


@dataclass(frozen=True, slots=True)
class Dose:
    """A record to publish; `passed_over`: by services, where no partner waits for an answer."""

    value: bytes | None
    headers: Sequence[tuple[str, bytes | None]] = tuple(HEADERS)
    passed_over: bool = False


def doses(event: type[Event]) -> Iterator[Dose]:
    """All kinds of poison for whoever hears this event."""
    yield Dose(b"\x00\xff no JSON")
    yield Dose(b"[1, 2]")
    yield Dose(b"{}", ())
    yield Dose(None)
    yield Dose(None, ())
    yield Dose(b"\xff", STRANGE)
    yield Dose(b"{}", (("ce_id", b"\xff\xfe"), ("ce_source", None)))
    yield Dose(_said_as(event.type))
    yield Dose(_said_as("nl.sportloketten.never-heard-of.v1"), passed_over=True)


class Poisoner:
    """Publishes poison under a key that nothing else has."""

    def __init__(self, publisher: Publisher, asked: Asked, chance: Random) -> None:
        self._publisher = publisher
        self._asked = asked
        self._chance = chance

    async def ask(self) -> None:
        """One dose, anywhere."""
        await self._give(*self._chance.choice(list(_everywhere())))

    async def give_all(self) -> None:
        """Every dose everywhere, in any order."""
        wherever = list(_everywhere())
        self._chance.shuffle(wherever)
        await asyncio.gather(*(self._give(topic, dose) for topic, dose in wherever))

    async def _give(self, topic: str, dose: Dose) -> None:
        key = f"poison {uuid4()}".encode()
        fate = Fate.PASSED_OVER if dose.passed_over else Fate.SET_ASIDE
        if topic in map(submissions_topic, PARTNERS):
            fate = Fate.REFUSED
        self._asked.poisons.append(Poison(key, topic, fate))
        await self._publisher.send(topic, key, dose.value, dose.headers)


def _everywhere() -> Iterator[tuple[str, Dose]]:
    for event in HEARD:
        for dose in doses(event):
            yield event.topic, dose
    for slug in PARTNERS:
        for dose in doses(QuestionSubmitted):
            yield submissions_topic(slug), dose


def _said_as(kind: str) -> bytes:
    """A good envelope around nothing."""
    return encode(CloudEvent(id=str(uuid4()), source=POISONER, type=kind, data={}))
