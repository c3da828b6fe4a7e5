"""A small history in which everything holds, to break one thing of in turn."""

from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.process.testing import published
from contracts.budgets import BudgetCommitted, BudgetSet
from contracts.catalogue import dead_letter_topic, receipts_topic, submissions_topic
from contracts.envelope import CloudEvent, encode
from contracts.event import Event
from contracts.funding import ApplicationSubmitted, FundingApproved
from contracts.intake import QuestionReceived
from contracts.notifications import NotificationSent
from contracts.partners import SubmissionAccepted, SubmissionRejected
from contracts.problems import Problem
from contracts.routing import HandoverAccepted, HandoverDeclined, HandoverRequested

from .hearing import hearers
from .history import (
    Application,
    Arrival,
    Fate,
    History,
    Letter,
    Line,
    Poison,
    Question,
    Record,
    Submission,
)
from .invariants_of_letters import POSITION
from .invariants_of_messages import DUE, due_after

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SLUG = "a-partner"
QUESTIONS, SUBMISSIONS = "sportloket.questions.v1", submissions_topic(SLUG)


def id_of(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, name)


FACT: dict[str, Any] = {"municipality_code": "GM1963", "version": 1, "occurred_at": NOON}
QUESTION: dict[str, Any] = {
    "theme": "volunteers",
    "provider_id": id_of("provider"),
    "provider_kind": "club",
    "details_ref": "details",
}
LINE: dict[str, Any] = {"budget_line_id": id_of("line"), "application_id": id_of("application")}


def place(history: History, topic: str, key: bytes, envelope: CloudEvent | None) -> Record:
    """Add a record to the end of a topic."""
    offset = sum(record.topic == topic for record in history.records)
    value = b"poison" if envelope is None else encode(envelope)
    record = Record(topic, 0, offset, key, value, (), envelope)
    history.records.append(record)
    return record


def say(history: History, event: Event, topic: str | None = None) -> Record:
    """Add an event, and the messages that are due after it."""
    envelope = published(event)
    record = place(history, topic or event.topic, event.key.encode(), envelope)
    if (name := type(event).__name__) in DUE:
        for means, due in due_after(name, envelope.data or {}).items():
            for number in range(due):
                _send(history, means, f"{means} {number} about {envelope.id}", envelope.id)
    return record


def received(name: str) -> QuestionReceived:
    about = {**FACT, **QUESTION, "question_id": id_of(name), "channel": "form"}
    return QuestionReceived(**about, consent="consent_given")


def requested(name: str, attempt: int) -> HandoverRequested:
    terms = {"acknowledge_by": NOON, "reply_by": NOON}
    rule = {"mode": "warm", "rule_id": id_of("rule"), "rule_version": 1}
    return HandoverRequested(
        **FACT, **QUESTION, **_handover(name, attempt), **rule, **terms, attempt=attempt
    )


def accepted(name: str, attempt: int) -> HandoverAccepted:
    about = {**FACT, **_handover(name, attempt), "version": 2}
    return HandoverAccepted(**about, receiver_kind="team", contact_by=NOON)


def refused(position: str) -> SubmissionRejected:
    problems = [Problem(pointer="#", detail="Dit moet een JSON-object zijn.")]
    return SubmissionRejected(position=position, problems=problems)


def approved(cents: int) -> FundingApproved:
    award = {"awarded_cents": cents, "requested_cents": 60, "partial": False, "one_off": True}
    about = {**FACT, **LINE, **award, "version": 2}
    return FundingApproved(**about, rule_set_version=1, purpose="grow_membership")


def sound() -> History:
    history = History()
    _ask(history)
    _apply(history)
    _poison(history)
    return history


def _ask(history: History) -> None:
    history.asked.questions.append(Question(str(id_of("form")), "form@voorbeeld.nl"))
    history.asked.submissions.append(Submission(SLUG, "submission", "partner@voorbeeld.nl"))
    say(history, received("form"))
    say(history, received("partner"))
    receipt = SubmissionAccepted(submission_id="submission", reference=id_of("partner"))
    say(history, receipt, receipts_topic(SLUG))
    say(history, requested("form", 1))
    about = {**FACT, **_handover("form", 1), "version": 2}
    say(history, HandoverDeclined(**about, reason="no_capacity"))
    for name, attempt in (("form", 2), ("partner", 1)):
        say(history, requested(name, attempt))
        say(history, accepted(name, attempt))


def _apply(history: History) -> None:
    line, application = str(id_of("line")), str(id_of("application"))
    history.asked.applications.append(Application(application, line))
    budget = {**FACT, "budget_line_id": id_of("line")}
    say(history, BudgetSet(**budget, ceiling_cents=100, programme="sport"))
    say(history, ApplicationSubmitted(**FACT, **LINE, requested_cents=60))
    say(history, approved(60))
    moved = {**FACT, **LINE, "version": 2, "amount_cents": 60, "available_cents": 40}
    say(history, BudgetCommitted(**moved))
    history.lines.append(Line(line, 100, 40, exact=True))


def _poison(history: History) -> None:
    history.asked.poisons += [
        Poison(b"poison 1", QUESTIONS, Fate.SET_ASIDE),
        Poison(b"poison 2", SUBMISSIONS, Fate.REFUSED),
    ]
    record = place(history, QUESTIONS, b"poison 1", None)
    for service in hearers()[QUESTIONS]:
        history.letters.append(Letter(service, record.position, "unreadable"))
    headers = ((POSITION, record.position.encode()),)
    copy = Record(dead_letter_topic(QUESTIONS), 0, 0, record.key, record.value, headers, None)
    history.records.append(copy)
    place(history, SUBMISSIONS, b"poison 2", None)
    say(history, refused("0/0"), receipts_topic(SLUG))


def _handover(name: str, attempt: int) -> dict[str, Any]:
    handover_id, organisation = id_of(f"{name} {attempt}"), id_of(f"organisation {attempt}")
    ids = {"question_id": id_of(name), "handover_id": handover_id}
    return {**ids, "to_organisation_id": organisation}


def _send(history: History, means: str, what: str, event_id: str) -> None:
    message_id = id_of(what)
    about = {"notification_id": message_id, "means": means, "about_event_id": event_id}
    say(history, NotificationSent(**FACT, **about))
    arrivals = history.mails if means == "mail" else history.webhooks
    arrivals.append(Arrival(str(message_id), what, "told", NOON))
