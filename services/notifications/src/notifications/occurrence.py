"""Facts together with the envelopes they came in, which go on to subscribers as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import ClassVar, cast

from aiokafka import ConsumerRecord
from chassis.handlers import Handler
from chassis.reading import Heard, Reader, Reading
from chassis.service import Service
from contracts.cloud_event import CloudEvent
from contracts.event import Event, Fact


class Occurrence(Event):
    """A fact of any type that this service hears."""

    type: ClassVar[str] = "any"

    fact: Fact
    envelope: CloudEvent

    @property
    def key(self) -> str:
        return self.fact.key


class EnvelopeReader(Reader):
    """Reads what the service hears, and gives all of it to one handler, with the envelopes."""

    def __init__(self, handlers: Mapping[str, Handler], tell: Handler) -> None:
        super().__init__(handlers, refuses_unknown=False)
        self._tell = tell

    def read(self, record: ConsumerRecord) -> Reading | None:
        reading = super().read(record)
        if not isinstance(reading, Heard):
            return reading
        fact = cast(Fact, reading.event)
        occurrence = Occurrence.model_construct(fact=fact, envelope=reading.envelope)
        return replace(reading, event=occurrence, handler=self._tell)


@dataclass(frozen=True)
class Telling(Service):
    """A service in which `tell` hears a whole batch at once; `handlers` say of which types."""

    tell: Handler = field(kw_only=True)

    @cached_property
    def reader(self) -> Reader:
        return EnvelopeReader({one.event.type: one for one in self.handlers}, self.tell)
