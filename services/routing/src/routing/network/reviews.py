"""On its review day an agreement is brought up with all its parties, once (S1, P05; S2, F14)."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Final
from uuid import uuid5

from chassis.clocks.alarms import rings
from chassis.clocks.terms import AMSTERDAM
from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.agreements import ReviewDue
from contracts.event import Event

from routing.network.domain.agreements import Agreement, Expectation
from routing.network.domain.entry import RelatedOrganisations
from routing.network.kind import Change, E, Kind, RecordedEntry
from routing.network.kinds import AGREEMENTS, EXPECTATIONS
from routing.network.repository.entries import Entries
from routing.network.repository.related_organisations import related_organisations

REVIEW: Final = "review"
"""The clock of an agreement: from that day on its parties should look at it again."""

Reviewed = Agreement | Expectation


async def plan_reviews(kind: Kind[E], changes: Sequence[Change[E]], work: Work) -> None:
    clocks = [
        Clock(REVIEW, kind.id_of(entry), _start_of(entry.review_on), {"kind": kind.name})
        for change in changes
        if isinstance(entry := change.entry, Reviewed)
    ]
    await work.clocks.start(clocks)


@rings(REVIEW)
async def bring_up(clocks: Sequence[Clock], work: Work) -> list[Event]:
    """Tell each party of an agreement that holds."""
    events: list[Event] = []
    for kind in (AGREEMENTS, EXPECTATIONS):
        events += await _bring_up(kind, [c for c in clocks if c.about["kind"] == kind.name], work)
    return events


async def _bring_up(kind: Kind[Any], clocks: Sequence[Clock], work: Work) -> list[Event]:
    if not clocks:
        return []
    entries = Entries(work.db, kind)
    await entries.record_alone()
    found = (await entries.of(clock.subject for clock in clocks)).values()
    today = work.now.astimezone(AMSTERDAM).date()
    due = [each for each in found if each.entry.review_on <= today and each.entry.holds_on(today)]
    place = await related_organisations([each.entry for each in due], work.db)
    return [fact for each in due for fact in _facts(kind, each, place, work.now)]


def _facts(
    kind: Kind[Any], recorded: RecordedEntry[Reviewed], place: RelatedOrganisations, now: datetime
) -> list[ReviewDue]:
    entry, agreement_id = recorded.entry, kind.id_of(recorded.entry)
    return [
        ReviewDue(
            organisation_id=party,
            review_id=uuid5(agreement_id, f"review of version {recorded.version} by {party}"),
            agreement_id=agreement_id,
            review_on=entry.review_on,
            municipality_code=entry.codes(place)[0],
            version=1,
            occurred_at=now,
        )
        for party in entry.parties
    ]


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)
