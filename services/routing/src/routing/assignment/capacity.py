"""How much organisations can take over: said by themselves, and what follows from it."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from chassis.clocks.terms import AMSTERDAM
from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.network import CapacityChanged

from routing.assignment.domain.capacity import Room
from routing.assignment.repository.capacities import Capacities, DeclaredCapacity
from routing.case.decision import Case, Decision
from routing.network.repository.organisations import Organisation

ROOM_OPENS: Final = "room_opens"
"""The clock of an organisation: from then on it may have room."""


async def declare_capacity(organisation: Organisation, room: Room, work: Work) -> DeclaredCapacity:
    """The next version, unless it says the same as the last one; the last one is locked."""
    capacities, known = Capacities(work.db), organisation.organisation_id
    before = await capacities.last(known)
    if before.version and before.room == room:
        return before
    declared = DeclaredCapacity(known, before.version + 1, room, work.now)
    await capacities.declare(known, declared.version, room, work.now)
    await work.clocks.start([Clock(ROOM_OPENS, known, _opens_at(room, work.now))])
    work.announce(_fact(organisation, declared, work.now))
    return declared


async def start_room_clocks(
    cases: Sequence[Case], decisions: Sequence[Decision], work: Work
) -> None:
    """Where an organisation can have so many handovers only, the end of one makes room."""
    pairs = zip(cases, decisions, strict=True)
    ended = {
        before.open.to_organisation_id
        for before, decision in pairs
        if before.open and _has_ended(before.open.handover_id, decision.case)
    }
    limited = await Capacities(work.db).limited(ended) if ended else ()
    await work.clocks.start([Clock(ROOM_OPENS, each, work.now) for each in sorted(limited)])


def _has_ended(handover_id: UUID, case: Case) -> bool:
    return case.open is None or case.open.handover_id != handover_id


def _opens_at(room: Room, now: datetime) -> datetime:
    """At once, or when what is in the way has passed."""
    last = room.opens_after(now.astimezone(AMSTERDAM).date())
    if last is None:
        return now
    return datetime.combine(last + timedelta(days=1), time(), AMSTERDAM)


def _fact(organisation: Organisation, declared: DeclaredCapacity, now: datetime) -> CapacityChanged:
    return CapacityChanged(
        organisation_id=organisation.organisation_id,
        municipality_code=organisation.municipality_codes[0],
        version=declared.version,
        occurred_at=now,
        capacity=declared.room.capacity,
        most_open=declared.room.most_open,
        closed_until=declared.room.closed_until,
        absent_from=declared.room.absent_from,
        absent_until=declared.room.absent_until,
    )
