"""The work that is measured: money is put into pots, and each pot says what it holds then."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import ClassVar
from uuid import UUID, uuid5

from contracts.cloud_event import CloudEvent
from contracts.event import Fact
from contracts.shapes import Cents
from uuid_utils.compat import uuid7

SOURCE = "urn:nld:oin:00000099000000001000:systeem:sportloket-bench"
MUNICIPALITY = "GM1963"
POTS = UUID("5b1c1c52-7a5c-4f3e-9d57-0d6c0a3f7b11")

TABLE = """
    CREATE TABLE pots (
        pot_id uuid PRIMARY KEY, total_cents bigint NOT NULL, version integer NOT NULL
    )
"""


class PotFact(Fact):
    pot_id: UUID

    @property
    def key(self) -> str:
        return str(self.pot_id)


class Put(PotFact):
    """Money was put into a pot."""

    type: ClassVar[str] = "nl.sportloketten.bench-put.v1"
    topic: ClassVar[str] = "sportloket.bench-puts.v1"

    by_organisation_id: UUID
    cents: Cents


class Totalled(PotFact):
    """A pot holds this much now."""

    type: ClassVar[str] = "nl.sportloketten.bench-totalled.v1"
    topic: ClassVar[str] = "sportloket.bench-pots.v1"

    by_organisation_id: UUID
    total_cents: Cents


@dataclass
class Puts:
    """What is sent, round after round: new pots each time, and older ones again."""

    new_pots: int
    sent: dict[str, int] = field(default_factory=dict)
    """Cents by event id."""
    _random: Random = field(default_factory=lambda: Random(2026))
    _pots: list[UUID] = field(default_factory=list)

    def more(self, number: int) -> Iterator[tuple[CloudEvent, Put]]:
        known = len(self._pots)
        self._pots += [uuid5(POTS, str(place)) for place in range(known, known + self.new_pots)]
        for _ in range(number):
            put = self._put(self._random.choice(self._pots))
            envelope = in_envelope(put)
            self.sent[envelope.id] = put.cents
            yield envelope, put

    def _put(self, pot_id: UUID) -> Put:
        return Put(
            municipality_code=MUNICIPALITY,
            version=1,
            occurred_at=datetime.now(UTC),
            pot_id=pot_id,
            by_organisation_id=self._random.choice(self._pots),
            cents=self._random.randint(1, 100_000),
        )


def in_envelope(event: Fact) -> CloudEvent:
    """As the project's services announce their events."""
    identity = str(uuid7())
    return CloudEvent(
        id=identity,
        source=SOURCE,
        type=event.type,
        time=datetime.now(UTC),
        subject=event.subject,
        partitionkey=event.key,
        correlationid=identity,
        dataclassification="internal",
        data=event.model_dump(mode="json"),
    )
