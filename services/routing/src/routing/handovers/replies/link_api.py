"""Links to reply by, for the service that sends mail."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import Conflict
from chassis.http.router import Begin, Router
from contracts.shapes import Count
from fastapi import Depends, status
from pydantic import BaseModel

from routing.handovers.replies.forms import forms_for
from routing.handovers.replies.links import link_for, link_request
from routing.handovers.replies.summary import stands
from routing.handovers.replies.take_step import case_of
from routing.handovers.repository.reader import HandoverReader, visible_handover
from routing.shared.http import Shape
from routing.shared.scope import scope_of

router = Router(prefix="/handovers", tags=["handovers"])

Coordinator = Annotated[Caller, Depends(allowed(Role.COORDINATOR))]
Sender = Annotated[Caller, Depends(allowed(Role.SERVICE))]


class LinkWish(Shape):
    purpose: Literal["notification"]
    version: Count | None = None
    """The mail is about the handover as it was then: if it is further by now, there is no link."""


class LinkMade(BaseModel):
    """The address of a page on which the receiver replies, once."""

    url: str
    expires_at: datetime


@router.post(
    "/{handover_id}/reply-links/again",
    summary="Mail the receiver a new link, to its own address",
    status_code=status.HTTP_202_ACCEPTED,
)
async def mail_reply_link_again(handover_id: UUID, caller: Coordinator, work: Begin) -> None:
    """For the desk, when a receiver without an account lost its mail."""
    await visible_handover(handover_id, HandoverReader(work.db, scope_of(caller)))
    case, handover = await case_of(handover_id, work)
    if not forms_for(handover):
        raise Conflict("nothing-to-reply", "Dit is niet meer aan de orde.", stands(handover))
    work.announce(link_request(case, handover, work))


@router.post(
    "/{handover_id}/reply-links",
    summary="A link by which the receiver replies without an account",
    status_code=status.HTTP_201_CREATED,
)
async def make_reply_link(
    handover_id: UUID, wish: LinkWish, caller: Sender, work: Begin
) -> LinkMade:
    handover = await visible_handover(handover_id, HandoverReader(work.db, scope_of(caller)))
    if wish.version not in (None, handover.version) or not forms_for(handover):
        raise Conflict("nothing-to-reply", "Dit is niet meer aan de orde.", stands(handover))
    made = link_for(handover, work)
    return LinkMade(url=made.url, expires_at=made.expires_at)
