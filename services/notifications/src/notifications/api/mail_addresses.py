"""Where organisations get their mail: an address of the organisation, not of a person."""

from typing import Annotated
from uuid import UUID

from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from chassis.work import Work
from fastapi import Depends
from pydantic import BaseModel, Field

from notifications.domain.addresses import MAIL_ADDRESS
from notifications.repository.projections import Organisations
from notifications.repository.vault import Vault

router = Router(prefix="/organisations/{organisation_id}/mail-address", tags=["mail addresses"])

Keeper = Annotated[Caller, Depends(allowed())]
Address = Annotated[
    str,
    Field(
        max_length=254, pattern=f"^{MAIL_ADDRESS.pattern}$", examples=["loket@sportraad.example"]
    ),
]


class MailAddress(BaseModel):
    """Een adres van de organisatie zelf, niet van iemand die er werkt."""

    address: Address
    lead_address: Address | None = None
    """Van wie de organisatie leidt: daarheen gaat een bericht dat te lang bleef liggen."""


@router.put("", summary="Mailadres van een organisatie vastleggen")
async def put_mail_address(
    organisation_id: UUID, address: MailAddress, caller: Keeper, work: Begin
) -> MailAddress:
    await _check(organisation_id, caller, work)
    await Vault(work.db).keep_address(organisation_id, address.address, address.lead_address)
    return address


@router.get("", summary="Mailadres van een organisatie bekijken")
async def get_mail_address(organisation_id: UUID, caller: Keeper, work: Begin) -> MailAddress:
    await _check(organisation_id, caller, work)
    vault = Vault(work.db)
    address = await vault.address(organisation_id)
    if address is None:
        raise _no_such_address()
    return MailAddress(address=address, lead_address=await vault.lead_address(organisation_id))


@router.delete("", summary="Mailadres van een organisatie wissen", status_code=204)
async def delete_mail_address(organisation_id: UUID, caller: Keeper, work: Begin) -> None:
    await _check(organisation_id, caller, work)
    if not await Vault(work.db).erase_address(organisation_id):
        raise _no_such_address()


async def _check(organisation_id: UUID, caller: Caller, work: Work) -> None:
    """The organisation itself, or an administrator of a municipality where it works."""
    if caller.organisation_id == organisation_id:
        return
    if Role.ADMINISTRATOR in caller.roles:
        places = caller.municipalities
        if places is None or await Organisations(work.db).is_in(organisation_id, places):
            return
    raise _no_such_address()


def _no_such_address() -> NotFound:
    return NotFound("no-such-mail-address", "Dit mailadres is er niet.")
