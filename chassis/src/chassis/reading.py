"""From a Kafka record to an event of a class, or to every reason why it is none."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from aiokafka import ConsumerRecord
from contracts.envelope import CloudEvent, NotACloudEvent, Problem, decode, problems_of
from contracts.event import Event
from pydantic import ValidationError

from chassis.handlers import Handler
from chassis.outbox import Cause
from chassis.partners import Partner, submitter

Place = tuple[str, bytes | None]


def place_of(record: ConsumerRecord) -> Place:
    """Where order is kept: a topic's key."""
    return record.topic, record.key


def position_of(record: ConsumerRecord) -> str:
    """Which record of its topic it is, in the words that receipts use."""
    return f"{record.partition}/{record.offset}"


@dataclass(frozen=True)
class Heard:
    """An event that this service hears, with the handler that takes it."""

    record: ConsumerRecord
    envelope: CloudEvent
    event: Event
    handler: Handler
    partner: Partner | None = None

    @cached_property
    def identity(self) -> tuple[str, str]:
        return self.envelope.id, self.envelope.source

    @property
    def place(self) -> Place:
        return place_of(self.record)

    @property
    def cause(self) -> Cause:
        envelope = self.envelope
        return Cause(envelope.correlationid or envelope.id, envelope.id, envelope.traceparent)


@dataclass(frozen=True)
class Unreadable:
    """A record that is no CloudEvent, fails its schema, or comes under somebody else's name."""

    record: ConsumerRecord
    problems: tuple[Problem, ...]
    submission_id: str | None = None

    @property
    def place(self) -> Place:
        return place_of(self.record)


Reading = Heard | Unreadable


class Reader:
    """Reads what its handlers hear, and passes over the rest."""

    def __init__(self, handlers: Mapping[str, Handler], *, refuses_unknown: bool) -> None:
        """`refuses_unknown`: submissions of no known type are this service's to refuse."""
        self._handlers = handlers
        self._refuses_unknown = refuses_unknown

    def read(self, record: ConsumerRecord) -> Reading | None:
        submitted = submitter(record.topic) is not None
        try:
            envelope = decode(record.value, record.headers)
        except NotACloudEvent as error:
            if submitted and not self._refuses_unknown:
                return None
            return Unreadable(record, tuple(error.problems))
        handler = self._handlers.get(envelope.type)
        if handler is None or handler.judging is not submitted:
            return self._not_heard(record, envelope) if submitted else None
        return _typed(record, envelope, handler)

    def _not_heard(self, record: ConsumerRecord, envelope: CloudEvent) -> Unreadable | None:
        if not self._refuses_unknown:
            return None
        problem = Problem(pointer="#/type", detail="Dit soort bericht kennen wij niet.")
        return Unreadable(record, (problem,), envelope.id)


def _typed(record: ConsumerRecord, envelope: CloudEvent, handler: Handler) -> Reading:
    try:
        event = handler.event.model_validate(envelope.data)
    except ValidationError as error:
        return Unreadable(record, tuple(problems_of(error, "#/data")), envelope.id)
    return Heard(record, envelope, event, handler)


def under_own_name(reading: Reading, partners: Mapping[str, Partner]) -> Reading:
    """The same for a partner's own event; unreadable when it names another partner's source."""
    slug = submitter(reading.record.topic)
    if slug is None or isinstance(reading, Unreadable):
        return reading
    partner = partners.get(slug)
    if partner is not None and partner.source == reading.envelope.source:
        return replace(reading, partner=partner)
    problem = Problem(pointer="#/source", detail="Dit is niet de afzender die bij dit topic hoort.")
    return Unreadable(reading.record, (problem,), reading.envelope.id)
