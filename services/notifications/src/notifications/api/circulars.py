"""A municipality writes to all members of a POS office at once (S2, R01)."""

import re
from datetime import datetime
from typing import Annotated
from uuid import UUID

from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from contracts.shapes import MunicipalityCode
from fastapi import Depends
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from notifications.repository.circulars import Circulars
from notifications.send_circular import Letter, send_circular

router = Router(prefix="/circulars", tags=["circulars"])

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def _tidied(value: object) -> object:
    return CONTROL.sub("", value).strip() if isinstance(value, str) else value


Writer = Annotated[Caller, Depends(allowed(Role.COORDINATOR, Role.PARTNER))]
Words = Annotated[str, Field(min_length=1, max_length=4000), BeforeValidator(_tidied)]


class CircularForm(BaseModel):
    """De woorden blijven in de kluis en gaan alleen in de mails mee."""

    model_config = ConfigDict(extra="forbid")

    office_organisation_id: UUID
    municipality_code: MunicipalityCode
    text: Words


class CircularShown(BaseModel):
    """Hoeveel leden er zijn, wie niet bereikt is en waarom; `mails` telt per stand."""

    circular_id: UUID
    office_organisation_id: UUID
    from_organisation_id: UUID | None
    municipality_code: str
    members: int
    opted_out: int
    without_address: int
    mails: dict[str, int]
    created_at: datetime


@router.post(
    "",
    summary="Alle leden van een POS-kantoor schrijven",
    status_code=201,
    responses={404: {"description": "Dit POS-kantoor is er niet in deze gemeente."}},
)
async def post_circular(form: CircularForm, caller: Writer, work: Begin) -> CircularShown:
    """Elk lid krijgt één mail. Wie geen adres heeft of geen berichten wil, wordt geteld."""
    letter = Letter(form.office_organisation_id, form.municipality_code, form.text)
    return await _shown(await send_circular(letter, caller, work), caller, work)


@router.get("/{circular_id}", summary="Zien wie een bericht bereikt heeft")
async def get_circular(circular_id: UUID, caller: Writer, work: Begin) -> CircularShown:
    return await _shown(circular_id, caller, work)


async def _shown(circular_id: UUID, caller: Caller, work: Begin) -> CircularShown:
    places = caller.municipalities if Role.COORDINATOR in caller.roles else frozenset()
    row = await Circulars(work.db).one(circular_id, caller.organisation_id, places)
    if row is None:
        raise NotFound("no-such-circular", "Dit bericht is er niet.")
    members = {name: getattr(row, name, None) for name in CircularShown.model_fields}
    return CircularShown(
        **members | {"circular_id": row.id, "office_organisation_id": row.office_id}
    )
