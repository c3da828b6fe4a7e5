"""How much an organisation can take over, and when it is absent: as it says itself."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Final
from uuid import UUID

from chassis.clocks.terms import AMSTERDAM
from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import BadRequest, Forbidden, NotFound
from chassis.http.router import Begin, Router
from chassis.http.versions import KnownVersion, check_version
from chassis.work import Work
from contracts.problems import Problem as Flaw
from contracts.shapes import Count, Day
from contracts.vocabulary import Capacity
from fastapi import Depends, Response
from pydantic import BaseModel

from routing.assignment.capacity import declare_capacity
from routing.assignment.domain.capacity import Room
from routing.assignment.repository.capacities import Capacities, DeclaredCapacity
from routing.network.repository.organisations import Organisation, Organisations
from routing.shared.http import WITH_A_TOKEN, Shape

router = Router(prefix="/organisations", tags=["deciding"])

ForItself = Annotated[Caller, Depends(allowed(Role.PARTNER, Role.ADMINISTRATOR))]

HOW_MANY: Final = "Zeg hoeveel overdrachten tegelijk kunnen."
NOT_LIMITED: Final = "Dit hoort alleen bij beperkte ruimte."
NOT_CLOSED: Final = "Dit hoort alleen bij gesloten."
PASSED: Final = "Deze dag is al geweest."
NO_START: Final = "Zeg ook vanaf welke dag."
ENDS_FIRST: Final = "Dit ligt vóór de eerste dag."


class CapacityEntry(Shape):
    capacity: Capacity
    most_open: Count | None = None
    """How many handovers at once, when limited."""
    closed_until: Day | None = None
    """The last day on which it is closed; without it: until it says otherwise."""
    absent_from: Day | None = None
    absent_until: Day | None = None
    """The last day."""

    def flaws(self, today: date) -> Iterator[tuple[str, str]]:
        if self.capacity is Capacity.LIMITED and self.most_open is None:
            yield "most_open", HOW_MANY
        if self.capacity is not Capacity.LIMITED and self.most_open is not None:
            yield "most_open", NOT_LIMITED
        if self.closed_until and self.capacity is not Capacity.CLOSED:
            yield "closed_until", NOT_CLOSED
        elif self.closed_until and self.closed_until < today:
            yield "closed_until", PASSED
        if self.absent_until and self.absent_from is None:
            yield "absent_until", NO_START
        elif self.absent_until and self.absent_from and self.absent_until < self.absent_from:
            yield "absent_until", ENDS_FIRST


class CapacityView(BaseModel):
    organisation_id: UUID
    capacity: Capacity
    most_open: int | None
    closed_until: date | None
    absent_from: date | None
    absent_until: date | None
    version: int
    recorded_at: datetime | None
    """None: it never said so, and is open."""


@router.put("/{organisation_id}/capacity", summary="Say how much your organisation can take over")
async def put_capacity(
    organisation_id: UUID,
    entry: CapacityEntry,
    caller: ForItself,
    known: KnownVersion,
    work: Begin,
    response: Response,
) -> CapacityView:
    organisation = await organisation_of(organisation_id, work)
    must_speak_for(caller, organisation)
    today = work.now.astimezone(AMSTERDAM).date()
    if flaws := [Flaw(pointer=f"#/{at}", detail=why) for at, why in entry.flaws(today)]:
        detail = f"Aantal fouten: {len(flaws)}."
        raise BadRequest("invalid-capacity", "Deze ruimte klopt niet.", detail, errors=flaws)
    await Capacities(work.db).set_alone(organisation_id)
    before = await Capacities(work.db).last(organisation_id)
    check_version(known, before.version, "De organisatie heeft haar ruimte opnieuw opgegeven.")
    declared = await declare_capacity(organisation, Room(**dict(entry)), work)
    return _view(declared, response)


@router.get(
    "/{organisation_id}/capacity",
    summary="How much an organisation can take over",
    dependencies=WITH_A_TOKEN,
)
async def get_capacity(organisation_id: UUID, work: Begin, response: Response) -> CapacityView:
    await organisation_of(organisation_id, work)
    return _view(await Capacities(work.db).last(organisation_id), response)


async def organisation_of(organisation_id: UUID, work: Work) -> Organisation:
    organisation = await Organisations(work.db).one(organisation_id)
    if organisation is None:
        raise NotFound("no-such-organisation", "Deze organisatie is niet bekend.")
    return organisation


def must_speak_for(caller: Caller, organisation: Organisation) -> None:
    """The organisation itself, or the administrator of one of its municipalities."""
    itself = caller.organisation_id == organisation.organisation_id
    administers = Role.ADMINISTRATOR in caller.roles and any(
        map(caller.may_see, organisation.municipality_codes)
    )
    if not administers and not (itself and Role.PARTNER in caller.roles):
        raise Forbidden("not-yours", "U mag dit niet doen.", "Dit is aan de organisatie zelf.")


def _view(declared: DeclaredCapacity, response: Response) -> CapacityView:
    response.headers["ETag"] = f'"{declared.version}"'
    values = {name: getattr(declared.room, name) for name in Room.__slots__}
    known = {"organisation_id": declared.organisation_id, "recorded_at": declared.recorded_at}
    return CapacityView.model_validate({**values, **known, "version": declared.version})
