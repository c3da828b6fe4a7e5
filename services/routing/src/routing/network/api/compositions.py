"""Who sits in a council or a core team, and whether entrepreneurs do (S2, B10, B11)."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from chassis.clocks.terms import AMSTERDAM
from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from pydantic import BaseModel

from routing.network.domain.composition import compose
from routing.network.kinds import ORGANISATIONS, SEATS
from routing.network.repository.entries import EVERYWHERE, Entries, EntryScope
from routing.network.repository.members import Members
from routing.shared.http import WITH_A_TOKEN

router = Router(prefix="/organisations", tags=["network"])


class CompositionView(BaseModel):
    reference_date: date
    seats: int
    delegates: int
    voting: int
    """Seats that vote."""
    entrepreneurs_seated: list[UUID]
    entrepreneurs_vote: bool
    offices_without_seat: list[UUID]


@router.get(
    "/{organisation_id}/composition",
    summary="Who has a seat today, and whether entrepreneurs do",
    dependencies=WITH_A_TOKEN,
)
async def get_composition(organisation_id: UUID, work: Begin) -> CompositionView:
    organisations, today = Entries(work.db, ORGANISATIONS), work.now.astimezone(AMSTERDAM).date()
    body = (await organisations.of([organisation_id])).get(organisation_id)
    if body is None:
        raise NotFound("not-in-register", "Dit staat niet in het register.")
    found = await Entries(work.db, SEATS).many(
        EntryScope(EVERYWHERE, organisation_id=organisation_id)
    )
    seats = [
        each.entry
        for each in found
        if each.entry.holds_on(today) and each.entry.body_organisation_id == organisation_id
    ]
    holders = await organisations.of({seat.holder_organisation_id for seat in seats})
    kinds = {holder: one.entry.kind for holder, one in holders.items()}
    offices = await Members(work.db, today).offices_in(body.entry.municipality_codes)
    return CompositionView(reference_date=today, **asdict(compose(seats, kinds, offices)))
