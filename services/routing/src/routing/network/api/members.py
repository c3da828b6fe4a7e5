"""Members of an organisation, and figures about them: for its people and who looks after it."""

from dataclasses import asdict
from datetime import date
from typing import Annotated
from uuid import UUID

from chassis.clocks.terms import AMSTERDAM
from chassis.http.caller import Caller
from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from chassis.work import Work
from fastapi import Path
from pydantic import BaseModel

from routing.network.api.entries import Reader
from routing.network.domain.organisations import Organisation
from routing.network.domain.representativeness import Member, figures
from routing.network.kinds import ORGANISATIONS
from routing.network.overseers import overseen_by
from routing.network.repository.entries import Entries
from routing.network.repository.members import Members
from routing.network.repository.references import References
from routing.shared.http import MunicipalityCode
from routing.shared.pagination import Paged

router = Router(tags=["network"])


class MemberView(BaseModel):
    """Of a provider only its opaque id."""

    member_provider_id: UUID | None
    member_organisation_id: UUID | None
    direct: bool
    via: list[UUID]
    """The organisations that it is a member of itself."""


class MirroredView(BaseModel):
    """No number where there are fewer than five, or where it would give such a number away."""

    name: str
    members: int | None
    share: float | None
    """Percents of all members."""
    share_in_field: float | None
    """Percents of all providers, members or not."""


class FiguresView(BaseModel):
    reference_date: date
    members: int | None
    direct: int | None
    indirect: int | None
    sizes: list[MirroredView]
    disciplines: list[MirroredView]
    missing: list[str]
    """Disciplines in the field without any member."""


@router.get("/organisations/{organisation_id}/members", summary="Members, direct and indirect")
async def list_members(
    organisation_id: UUID, page: Paged, caller: Reader, work: Begin
) -> list[MemberView]:
    await _looked_after(organisation_id, caller, work)
    found = await _members(work).of(organisation_id, page.most, page.passed)
    return [MemberView(**asdict(member)) for member in found]


@router.get("/organisations/{organisation_id}/member-figures", summary="Members in figures")
async def get_member_figures(organisation_id: UUID, caller: Reader, work: Begin) -> FiguresView:
    organisation = await _looked_after(organisation_id, caller, work)
    found = await _members(work).providers([organisation_id])
    return await _figures(found, organisation.municipality_codes, work)


@router.get(
    "/municipalities/{code}/member-figures", summary="Members of the offices here, in figures"
)
async def get_municipal_member_figures(
    code: Annotated[MunicipalityCode, Path()], caller: Reader, work: Begin
) -> FiguresView:
    overseen = await overseen_by(caller, work)
    if overseen is not None and code not in overseen:
        raise _not_found()
    members = _members(work)
    found = await members.providers(await members.offices_in([code]), code)
    return await _figures(found, [code], work)


async def _looked_after(organisation_id: UUID, caller: Caller, work: Work) -> Organisation:
    found = (await Entries(work.db, ORGANISATIONS).of([organisation_id])).get(organisation_id)
    overseen = await overseen_by(caller, work)
    if found is None or not (
        overseen is None
        or caller.organisation_id == organisation_id
        or not overseen.isdisjoint(found.entry.municipality_codes)
    ):
        raise _not_found()
    return found.entry


async def _figures(members: list[Member], codes: list[str], work: Work) -> FiguresView:
    references = await References(work.db).of(codes)
    field = [number for reference in references for number in reference.numbers]
    figures_of_members = asdict(figures(members, field))
    return FiguresView(reference_date=_today(work), **figures_of_members)


def _members(work: Work) -> Members:
    return Members(work.db, _today(work))


def _today(work: Work) -> date:
    return work.now.astimezone(AMSTERDAM).date()


def _not_found() -> NotFound:
    return NotFound("not-in-register", "Dit staat niet in het register.")
