"""Pages for organisations without an account: they reply by the link in a mail.

Not part of the described API: for people, and their address is a secret.
"""

from chassis.http.rate_limits import rate_limited
from chassis.http.router import Begin, Router
from fastapi import Depends, Request
from fastapi.responses import HTMLResponse

from routing.handovers.replies.pages import offer, reply, send_again

router = Router(prefix="/replies")
OPEN = [Depends(rate_limited)]


@router.get("/{token}", include_in_schema=False, dependencies=OPEN)
async def show_reply(token: str, work: Begin) -> HTMLResponse:
    return await offer(token, work)


@router.post("/{token}/again", include_in_schema=False, dependencies=OPEN)
async def mail_link_again(token: str, work: Begin) -> HTMLResponse:
    return await send_again(token, work)


@router.post("/{token}", include_in_schema=False, dependencies=OPEN)
async def take_reply(token: str, request: Request, work: Begin) -> HTMLResponse:
    return await reply(token, await request.form(), work)
