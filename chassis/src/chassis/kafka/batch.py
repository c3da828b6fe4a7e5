"""A poll's records, taken in one transaction: once each, in order per key, kept and announced."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from aiokafka import ConsumerRecord
from contracts.catalogue import receipts_topic
from contracts.event import Event
from contracts.partners import SubmissionAccepted, SubmissionRejected

from chassis.kafka import dead_letters, inbox, partners
from chassis.kafka.dead_letters import DeadLetter, Reason
from chassis.kafka.handlers import (
    Accepted,
    Because,
    Enveloped,
    Handler,
    Rejected,
    Submission,
)
from chassis.kafka.partners import Partner, submitter
from chassis.kafka.records import (
    Reader,
    Reading,
    Received,
    Unreadable,
    place_of,
    position_of,
    under_own_name,
)
from chassis.kafka.waves import in_waves
from chassis.observability.traces import following
from chassis.work import Work
from chassis.work.outbox import Announcement, Cause

Caused = tuple[Received, Cause]


@dataclass
class BatchResult:
    """What became of a batch: the types handled, and what was set aside."""

    handled: list[str] = field(default_factory=list)
    aside: list[DeadLetter] = field(default_factory=list)
    refused: int = 0


async def process_batch(
    records: Sequence[ConsumerRecord], reader: Reader, work: Work
) -> BatchResult:
    """Handle what is new; set aside what cannot be read, and what comes behind such a record."""
    readings = [reading for record in records if (reading := reader.read(record)) is not None]
    registered = await _partners_of(readings, work)
    readings = [under_own_name(reading, registered) for reading in readings]
    closed = await dead_letters.closed(work.db, [reading.record for reading in readings])
    result, received = BatchResult(), []
    for reading in readings:
        if place_of(reading.record) in closed:
            result.aside.append(DeadLetter(reading.record, Reason.PARKED, "behind a dead letter"))
        elif isinstance(reading, Received):
            received.append(reading)
        elif submitter(reading.record.topic) in registered:
            await _refuse(reading, work)
            result.refused += 1
        else:
            result.aside.append(DeadLetter(reading.record, _reason(reading), _problems(reading)))
            closed |= {place_of(reading.record)} if reading.record.key is not None else set()
    await set_aside(result.aside, work)
    await handle(await inbox.only_new(work.db, received), work)
    result.handled = [reading.envelope.type for reading in received]
    return result


async def set_aside(letters: Sequence[DeadLetter], work: Work) -> None:
    """Keep dead letters, and show the new ones on their topic."""
    new = await dead_letters.set_aside(work.db, letters)
    work.outbox.add_rows(dead_letters.copies(new))


async def handle(batch: Iterable[Received], work: Work) -> None:
    """Give each wave to its handlers, and announce what they return."""
    for wave in in_waves(batch):
        for handlers, events in wave.items():
            for handler in handlers:
                await _call(handler, events, work)


async def _call(handler: Handler, events: Sequence[Received], work: Work) -> None:
    spans = {each.envelope.id: (each.envelope.type, each.thread) for each in events}
    with following(spans) as traceparents:
        caused = [(each, each.cause(traceparents[each.envelope.id])) for each in events]
        announce = _judge if handler.judging else _hear
        work.outbox.add(await announce(handler, caused, work))


async def _hear(handler: Handler, caused: Sequence[Caused], work: Work) -> list[Announcement]:
    """An event's cause is the one that it names, else the heard event of its key."""
    by_event = {id(received.event): cause for received, cause in caused}
    by_key = {received.record.key: cause for received, cause in caused}
    events: list[Any] = [received.event for received, _ in caused]
    if handler.enveloped:
        events = [Enveloped(received.event, received.envelope) for received, _ in caused]
    return [
        Announcement(answer.event, by_event[id(answer.cause)])
        if isinstance(answer, Because)
        else Announcement(answer, by_key.get(answer.key.encode(), Cause()))
        for answer in await handler(events, work)
    ]


async def _judge(handler: Handler, caused: Sequence[Caused], work: Work) -> list[Announcement]:
    submissions = [
        Submission(received.envelope.id, received.event, cast(Partner, received.partner))
        for received, _ in caused
    ]
    sent = {id(submission): came for submission, came in zip(submissions, caused, strict=True)}
    return [
        announcement
        for verdict in await handler(submissions, work)
        for announcement in _receipt(verdict, *sent[id(verdict.submission)])
    ]


def _receipt(
    verdict: Accepted | Rejected, received: Received, cause: Cause
) -> Iterable[Announcement]:
    """What the verdict announces, and the receipt for the partner."""
    submission = verdict.submission
    topic = receipts_topic(submission.partner.slug)
    if isinstance(verdict, Rejected):
        rejected = SubmissionRejected(
            submission_id=submission.id,
            position=position_of(received.record),
            problems=list(verdict.problems),
        )
        yield Announcement(rejected, cause, topic)
        return
    for event in verdict.events:
        yield Announcement(event, cause)
    accepted = SubmissionAccepted(submission_id=submission.id, reference=verdict.reference)
    yield Announcement(accepted, cause, topic)


async def _partners_of(readings: Sequence[Reading], work: Work) -> dict[str, Partner]:
    """The registered partners on whose topics these came."""
    slugs = {slug for reading in readings if (slug := submitter(reading.record.topic))}
    return await partners.of(work.db, slugs)


async def _refuse(reading: Unreadable, work: Work) -> None:
    """Tell the partner what is wrong, once per record."""
    record = reading.record
    if not await inbox.is_new(work.db, position_of(record), record.topic):
        return
    refused: Event = SubmissionRejected(
        submission_id=reading.submission_id,
        position=position_of(record),
        problems=list(reading.problems),
    )
    topic = receipts_topic(cast(str, submitter(record.topic)))
    work.outbox.add([Announcement(refused, Cause(causation_id=reading.submission_id), topic)])


def _reason(reading: Unreadable) -> Reason:
    """On a partner's topic only when the partner is unknown: there is nobody to answer."""
    stranger = submitter(reading.record.topic) is not None
    return Reason.UNKNOWN_PARTNER if stranger else Reason.UNREADABLE


def _problems(reading: Unreadable) -> str:
    return "; ".join(f"{problem.pointer}: {problem.detail}" for problem in reading.problems)
