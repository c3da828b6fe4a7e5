"""Names that a partner's events will point at: people and teams who take questions over."""

from typing import Annotated

from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import Forbidden
from chassis.http.router import Begin, Router
from contracts.shapes import Reference
from fastapi import Depends, status
from pydantic import BaseModel

from routing.handovers.replies.schemas import Receiver
from routing.handovers.repository.receivers import NamedReceiver, Vault

router = Router(prefix="/receivers", tags=["receivers"])


async def partner(caller: Annotated[Caller, Depends(allowed(Role.PARTNER))]) -> Caller:
    if caller.organisation_id is None:
        raise Forbidden("organisation-needed", "Dit kan alleen namens een organisatie.")
    return caller


Partner = Annotated[Caller, Depends(partner)]


class ReceiverPut(BaseModel):
    """What events of this organisation call the person or team."""

    receiver_ref: str


@router.put("/{receiver_ref}", summary="Name a person or team before an event points at it")
async def put_receiver(
    receiver_ref: Reference, receiver: Receiver, caller: Partner, work: Begin
) -> ReceiverPut:
    """The name goes to the vault; what was put under the same reference before is replaced."""
    named = NamedReceiver(receiver.kind, receiver.name)
    await Vault(work.db).keep(receiver_ref, named, caller.organisation_id, work.now)
    return ReceiverPut(receiver_ref=receiver_ref)


@router.delete(
    "/{receiver_ref}",
    summary="Forget a person or team",
    status_code=status.HTTP_204_NO_CONTENT,
)
async def delete_receiver(receiver_ref: Reference, caller: Partner, work: Begin) -> None:
    """Handovers that were accepted in the name stay as they are."""
    await Vault(work.db).forget(receiver_ref, caller.organisation_id)
