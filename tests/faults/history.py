"""What was asked of the system and what was seen of it: all that an invariant may look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from contracts.catalogue import EVENTS, source_of, topic_of
from contracts.envelope import CloudEvent

Headers = tuple[tuple[str, bytes | None], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands on Kafka; `event` is None when it is no CloudEvent."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers
    event: CloudEvent | None

    @property
    def position(self) -> str:
        return f"{self.topic}/{self.partition}/{self.offset}"


@dataclass(frozen=True, slots=True)
class Said:
    """An event of a service, where it came for the first time; `name` is its class's."""

    name: str
    id: str
    subject: str
    data: Mapping[str, Any]
    record: Record


@dataclass(frozen=True, slots=True)
class Question:
    """Asked over HTTP, and answered with this id; `address` is where its provider gets mail."""

    question_id: str
    address: str


@dataclass(frozen=True, slots=True)
class Submission:
    """Published by a partner on its topic, perhaps more than once."""

    slug: str
    id: str
    address: str


@dataclass(frozen=True, slots=True)
class Application:
    application_id: str
    budget_line_id: str


class Fate(StrEnum):
    """What has to become of a poisonous record."""

    SET_ASIDE = "set aside"
    PASSED_OVER = "passed over"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Poison:
    """Known by its key, which nothing else has."""

    key: bytes
    topic: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Letter:
    """A row of a service's dead letters."""

    service: str
    position: str
    reason: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail or webhook that came in. `about`: what may be told only once, under one id."""

    message_id: str
    about: str
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A budget line as funding shows it in the end; `exact`: it is what its ledger says."""

    budget_line_id: str
    ceiling_cents: int
    available_cents: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Interruption:
    """While the sender of messages was down, or had to do without its database."""

    since: datetime
    until: datetime


@dataclass
class Asked:
    """What clients asked, and got an answer to; what partners and poisoners published."""

    questions: list[Question] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    poisons: list[Poison] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    """Good requests that were refused, and answers that are never to be given: 500."""


@dataclass
class History:
    asked: Asked = field(default_factory=Asked)
    records: list[Record] = field(default_factory=list)
    mails: list[Arrival] = field(default_factory=list)
    webhooks: list[Arrival] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    interruptions: list[Interruption] = field(default_factory=list)
    waiting: Mapping[str, int] = field(default_factory=dict)
    """What still waits in each queue inside."""

    @cached_property
    def said(self) -> list[Said]:
        """The services' events, each once, in the order of their partitions."""
        first: dict[tuple[str, str], Said] = {}
        for record in self.records:
            event = record.event
            if event is None or not is_own(record.topic, event):
                continue
            name, subject = EVENTS[event.type].__name__, event.subject or ""
            said = Said(name, event.id, subject, event.data or {}, record)
            first.setdefault((event.source, event.id), said)
        return list(first.values())

    def of(self, *names: str) -> list[Said]:
        """The events of these classes."""
        return [said for said in self.said if said.name in names]


def is_own(topic: str, event: CloudEvent) -> bool:
    """Whether an event is its announcer's own, on the topic where it belongs."""
    kind = EVENTS.get(event.type)
    if kind is None or topic.endswith((".dead", ".submissions.v1")):
        return False
    return event.source in map(source_of, topic_of(topic).announcers)


def summary(history: History) -> str:
    """How much happened, in a line."""
    asked = history.asked
    owned, again = history.of("HandoverAccepted"), _again(history)
    messages = len(history.mails) + len(history.webhooks)
    return (
        f"{len(asked.questions)} questions over HTTP, {len(asked.submissions)} from partners, "
        f"{len(owned)} owners, {len(asked.applications)} applications, {messages} messages, "
        f"{len(asked.poisons)} poisons; {len(history.said)} events, {again} of them again"
    )


def _again(history: History) -> int:
    own = sum(1 for r in history.records if r.event is not None and is_own(r.topic, r.event))
    return own - len(history.said)
