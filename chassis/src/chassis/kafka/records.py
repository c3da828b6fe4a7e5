"""From a Kafka record to an event of a class, or to every reason why it is none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aiokafka import ConsumerRecord
from contracts.catalogue import topic_of
from contracts.envelope import CloudEvent, NotACloudEvent, Problem, decode, problems_of
from contracts.event import Event
from contracts.partners import QuestionSubmitted, SubmissionId
from pydantic import TypeAdapter, ValidationError

from chassis.kafka.handlers import Handler
from chassis.kafka.partners import Partner, submitter
from chassis.work.outbox import Cause

Place = tuple[str, bytes | None]

TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
SUBMITTED = {event.type for event in topic_of(QuestionSubmitted.topic).events}
"""What partners may send: each type is judged by one service, and passed over by the others."""
_submission_id = TypeAdapter(SubmissionId)


def place_of(record: ConsumerRecord) -> Place:
    """Where order is kept: a topic's key."""
    return record.topic, record.key


def position_of(record: ConsumerRecord) -> str:
    """Which record of its topic it is, in the words that receipts use."""
    return f"{record.partition}/{record.offset}"


class Received(NamedTuple):
    """An event that this service hears, with the handlers that take it, in their order."""

    record: ConsumerRecord
    envelope: CloudEvent
    event: Event
    handlers: tuple[Handler, ...]
    partner: Partner | None = None

    @property
    def identity(self) -> tuple[str, str]:
        return self.envelope.id, self.envelope.source

    @property
    def place(self) -> Place:
        return place_of(self.record)

    @property
    def thread(self) -> str | None:
        """The trace that it belongs to, where what stands there is one."""
        traceparent = self.envelope.traceparent or ""
        return traceparent if TRACEPARENT.fullmatch(traceparent) else None

    def cause(self, traceparent: str | None) -> Cause:
        """What a partner calls its event is between the partner and its receipt."""
        if self.partner is not None:
            return Cause(traceparent=traceparent)
        envelope = self.envelope
        return Cause(envelope.correlationid or envelope.id, envelope.id, traceparent)


@dataclass(frozen=True)
class Unreadable:
    """A record that is no CloudEvent, fails its schema, or comes under somebody else's name."""

    record: ConsumerRecord
    problems: tuple[Problem, ...]
    submission_id: str | None = None

    @property
    def place(self) -> Place:
        return place_of(self.record)


Reading = Received | Unreadable


class ConflictingHandlers(Exception):
    """Two handlers of one service cannot both take events of this type."""


class _Heard(NamedTuple):
    """A type that a service hears, and the handlers that take it."""

    event: type[Event]
    handlers: tuple[Handler, ...] = ()

    @property
    def is_judged(self) -> bool:
        return self.handlers[0].judging


class Reader:
    """Reads what its handlers hear, and passes over the rest."""

    def __init__(self, handlers: Sequence[Handler], *, refuses_unknown: bool) -> None:
        """`refuses_unknown`: submissions that no service judges are this one's to refuse."""
        self._heard = _by_type(handlers)
        self._refuses_unknown = refuses_unknown

    def read(self, record: ConsumerRecord) -> Reading | None:
        submitted = submitter(record.topic) is not None
        try:
            envelope = decode(record.value, record.headers)
        except NotACloudEvent as error:
            if submitted and not self._refuses_unknown:
                return None
            return Unreadable(record, tuple(error.problems))
        heard = self._heard.get(envelope.type)
        if heard is None or heard.is_judged is not submitted:
            return self._not_heard(record, envelope) if submitted else None
        return _typed(record, envelope, heard)

    def _not_heard(self, record: ConsumerRecord, envelope: CloudEvent) -> Unreadable | None:
        if not self._refuses_unknown or envelope.type in SUBMITTED:
            return None
        problem = Problem(pointer="#/type", detail="Dit soort bericht kennen wij niet.")
        return _refused(record, envelope, (*_flaws_of_id(envelope), problem))


def _by_type(handlers: Sequence[Handler]) -> Mapping[str, _Heard]:
    """The handlers of each type, in the order in which the service lists them.

    ConflictingHandlers where two would judge one submission, or only one takes keys together.
    """
    by_type: dict[str, _Heard] = {}
    for handler in handlers:
        for event in handler.events:
            earlier = by_type.get(event.type, _Heard(event)).handlers
            if any(e.judging or handler.judging or e.together != handler.together for e in earlier):
                raise ConflictingHandlers(event.type)
            by_type[event.type] = _Heard(event, (*earlier, handler))
    return by_type


def _typed(record: ConsumerRecord, envelope: CloudEvent, heard: _Heard) -> Reading:
    flaws = _flaws_of_id(envelope) if heard.is_judged else ()
    try:
        event = heard.event.read(envelope.data)
    except ValidationError as error:
        return _refused(record, envelope, (*flaws, *problems_of(error, "#/data")))
    if flaws:
        return _refused(record, envelope, flaws)
    return Received(record, envelope, event, heard.handlers)


def _refused(
    record: ConsumerRecord, envelope: CloudEvent, problems: tuple[Problem, ...]
) -> Unreadable:
    """An id that is itself a problem is not repeated."""
    nameless = any(problem.pointer == "#/id" for problem in problems)
    return Unreadable(record, problems, None if nameless else envelope.id)


def _flaws_of_id(envelope: CloudEvent) -> tuple[Problem, ...]:
    """Receipts repeat it, and are known by it: more is asked of it than of other events' ids."""
    try:
        _submission_id.validate_python(envelope.id)
    except ValidationError as error:
        return tuple(problems_of(error, "#/id"))
    return ()


def under_own_name(reading: Reading, partners: Mapping[str, Partner]) -> Reading:
    """The same for a partner's own event; unreadable when it names another partner's source."""
    slug = submitter(reading.record.topic)
    if slug is None or isinstance(reading, Unreadable):
        return reading
    partner = partners.get(slug)
    if partner is not None and partner.source == reading.envelope.source:
        return reading._replace(partner=partner)
    problem = Problem(pointer="#/source", detail="Dit is niet de afzender die bij dit topic hoort.")
    return Unreadable(reading.record, (problem,), reading.envelope.id)
