"""A poll's records, taken in one transaction: once each, in order per key, kept and announced."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from aiokafka import ConsumerRecord
from contracts.catalogue import receipts_topic
from contracts.event import Event
from contracts.partners import SubmissionAccepted, SubmissionRejected

from chassis import dead_letters, inbox, partners
from chassis.dead_letters import DeadLetter, Reason
from chassis.handlers import Accepted, Because, Handler, Rejected, Submission
from chassis.outbox import Announcement, Cause
from chassis.partners import Partner, submitter
from chassis.reading import (
    Heard,
    Reader,
    Reading,
    Unreadable,
    place_of,
    position_of,
    under_own_name,
)
from chassis.telemetry import following
from chassis.waves import deal
from chassis.work import Work

Caused = tuple[Heard, Cause]


@dataclass
class Tally:
    """What became of a batch: the types handled, and what was set aside."""

    handled: list[str] = field(default_factory=list)
    aside: list[DeadLetter] = field(default_factory=list)
    refused: int = 0


async def take(records: Sequence[ConsumerRecord], reader: Reader, work: Work) -> Tally:
    """Handle what is fresh; set aside what cannot be read, and what comes behind such a record."""
    readings = [reading for record in records if (reading := reader.read(record)) is not None]
    registered = await _partners_of(readings, work)
    readings = [under_own_name(reading, registered) for reading in readings]
    closed = await dead_letters.closed(work.db, [reading.record for reading in readings])
    tally, heard = Tally(), []
    for reading in readings:
        if place_of(reading.record) in closed:
            tally.aside.append(DeadLetter(reading.record, Reason.PARKED, "behind a dead letter"))
        elif isinstance(reading, Heard):
            heard.append(reading)
        elif submitter(reading.record.topic) in registered:
            await _refuse(reading, work)
            tally.refused += 1
        else:
            tally.aside.append(DeadLetter(reading.record, _reason(reading), _told(reading)))
            closed |= {place_of(reading.record)} if reading.record.key is not None else set()
    await set_aside(tally.aside, work)
    await handle(await inbox.only_fresh(work.db, heard), work)
    tally.handled = [reading.envelope.type for reading in heard]
    return tally


async def set_aside(letters: Sequence[DeadLetter], work: Work) -> None:
    """Keep dead letters, and show the new ones on their topic."""
    fresh = await dead_letters.set_aside(work.db, letters)
    await work.outbox.add_rows(dead_letters.copies(fresh))


async def handle(heard: Iterable[Heard], work: Work) -> None:
    """Give each wave to its handlers, and announce what they return."""
    for wave in deal(heard):
        for handler, events in wave.items():
            threads = {one.envelope.id: one.thread for one in events}
            with following(handler.event.type, threads) as steps:
                caused = [(one, one.cause(steps[one.envelope.id])) for one in events]
                await work.outbox.add(await _announcements(handler, caused, work))


async def _announcements(
    handler: Handler, heard: Sequence[Caused], work: Work
) -> list[Announcement]:
    if not handler.judging:
        said = await handler([one.event for one, _ in heard], work)
        return _with_causes(said, heard)
    submissions = [
        Submission(one.envelope.id, one.event, cast(Partner, one.partner)) for one, _ in heard
    ]
    sent = {id(submission): one for submission, one in zip(submissions, heard, strict=True)}
    verdicts = await handler(submissions, work)
    return [
        said for verdict in verdicts for said in _receipt(verdict, *sent[id(verdict.submission)])
    ]


def _with_causes(said: Sequence[Any], heard: Sequence[Caused]) -> list[Announcement]:
    """An event's cause is the one that it names, else the heard event of its key."""
    by_event = {id(one.event): cause for one, cause in heard}
    by_key = {one.event.key: cause for one, cause in heard}
    return [
        Announcement(one.event, by_event[id(one.cause)])
        if isinstance(one, Because)
        else Announcement(one, by_key.get(one.key, Cause()))
        for one in said
    ]


def _receipt(verdict: Accepted | Rejected, heard: Heard, cause: Cause) -> Iterable[Announcement]:
    """What the verdict announces, and the receipt for the partner."""
    submission = verdict.submission
    topic = receipts_topic(submission.partner.slug)
    if isinstance(verdict, Rejected):
        rejected = SubmissionRejected(
            submission_id=submission.id,
            position=position_of(heard.record),
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
    if not await inbox.first_time(work.db, position_of(record), record.topic):
        return
    refused: Event = SubmissionRejected(
        submission_id=reading.submission_id,
        position=position_of(record),
        problems=list(reading.problems),
    )
    topic = receipts_topic(cast(str, submitter(record.topic)))
    await work.outbox.add([Announcement(refused, Cause(causation_id=reading.submission_id), topic)])


def _reason(reading: Unreadable) -> Reason:
    """On a partner's topic only when the partner is unknown: there is nobody to answer."""
    stranger = submitter(reading.record.topic) is not None
    return Reason.UNKNOWN_PARTNER if stranger else Reason.UNREADABLE


def _told(reading: Unreadable) -> str:
    return "; ".join(f"{problem.pointer}: {problem.detail}" for problem in reading.problems)
