"""The help desks: one recognisable place for each municipality (S1, A02)."""

from typing import Annotated
from uuid import UUID

from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import Conflict, Forbidden, NotFound
from chassis.http.rate_limits import rate_limited
from chassis.http.router import Begin, Router
from chassis.http.versions import KnownVersion, check_version
from contracts.shapes import MunicipalityCode, OrganisationName
from contracts.vocabulary import Channel, Theme
from fastapi import Depends, Query, Response
from pydantic import Field

from intake.help_desks.repository import HelpDesk, HelpDesks
from intake.shared.municipalities import code_at, known_as
from intake.shared.schemas import (
    Body,
    EmailAddress,
    FromDomain,
    Line,
    Municipality,
    TelephoneNumber,
)

router = Router(tags=["help desks"])

Administrator = Annotated[Caller, Depends(allowed(Role.ADMINISTRATOR))]


class HelpDeskForm(Body):
    """E-mail address and telephone number are the desk's own, for everybody to know."""

    name: Line
    municipality_codes: Annotated[list[Municipality], Field(min_length=1, max_length=400)]
    partner_organisation_ids: Annotated[list[UUID], Field(max_length=200)]
    themes: Annotated[list[Theme], Field(max_length=len(Theme))]
    channels: Annotated[list[Channel], Field(min_length=1, max_length=len(Channel))]
    email: EmailAddress | None = None
    telephone: TelephoneNumber | None = None


class HelpDeskShown(FromDomain):
    id: UUID
    version: int
    name: OrganisationName
    municipality_codes: list[MunicipalityCode]
    partner_organisation_ids: list[UUID]
    themes: list[Theme]
    channels: list[Channel]
    email: str | None
    telephone: str | None


@router.put("/help-desks/{help_desk_id}")
async def put_help_desk(
    help_desk_id: UUID,
    form: HelpDeskForm,
    caller: Administrator,
    known: KnownVersion,
    response: Response,
    work: Begin,
) -> HelpDeskShown:
    """A new one, or all of what it is from now on; no municipality has two."""
    desks = HelpDesks(work.db)
    await desks.take_turns()
    before = await desks.one(help_desk_id)
    codes = sorted({code_at(code, work.now) for code in form.municipality_codes})
    _must_administer(caller, {*codes, *(before.municipality_codes if before else ())})
    version = before.version if before else 0
    check_version(known, version, "Lees eerst hoe het loket nu bekend is.")
    await _refuse_a_second(help_desk_id, codes, desks)
    values = form.model_dump() | {"municipality_codes": codes}
    desk = HelpDesk(id=help_desk_id, version=version + 1, **values)
    await desks.keep(desk)
    response.headers["ETag"] = f'"{desk.version}"'
    return HelpDeskShown.model_validate(desk)


def _must_administer(caller: Caller, municipality_codes: set[str]) -> None:
    if not all(map(caller.may_see, municipality_codes)):
        detail = "U beheert niet alle gemeenten van dit loket."
        raise Forbidden("other-municipality", "U mag dit niet doen.", detail)


async def _refuse_a_second(help_desk_id: UUID, codes: list[str], desks: HelpDesks) -> None:
    others = [desk for desk in await desks.covering(codes) if desk.id != help_desk_id]
    if others:
        theirs = {code for desk in others for code in desk.municipality_codes}
        taken = ", ".join(code for code in codes if code in theirs)
        names = ", ".join(f"{desk.name} ({desk.id})" for desk in others)
        detail = f"Een gemeente heeft één loket, en {taken} heeft er al een: {names}."
        raise Conflict("other-help-desk", "Er is al een loket.", detail)


@router.get("/help-desks", dependencies=[Depends(rate_limited)])
async def list_help_desks(
    work: Begin,
    municipality_code: Annotated[MunicipalityCode | None, Query(alias="municipalityCode")] = None,
) -> list[HelpDeskShown]:
    """Open to all: where to go with a question."""
    desks = HelpDesks(work.db)
    codes = known_as(municipality_code, work.now) if municipality_code else None
    found = await (desks.covering(codes) if codes else desks.all())
    return [HelpDeskShown.model_validate(desk) for desk in found]


@router.get("/help-desks/{help_desk_id}", dependencies=[Depends(rate_limited)])
async def get_help_desk(help_desk_id: UUID, response: Response, work: Begin) -> HelpDeskShown:
    desk = await HelpDesks(work.db).one(help_desk_id)
    if desk is None:
        raise NotFound("no-such-help-desk", "Dit loket is er niet.")
    response.headers["ETag"] = f'"{desk.version}"'
    return HelpDeskShown.model_validate(desk)
