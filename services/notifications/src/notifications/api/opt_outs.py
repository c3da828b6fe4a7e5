"""A provider that wants no mails of an office: by the link in the mail, without an account.

Not part of the described API: for people, and their address is a secret.
"""

from typing import Annotated, Literal
from uuid import UUID

from chassis.http.pages import page
from chassis.http.rate_limits import rate_limited
from chassis.http.router import Begin, Router
from fastapi import Depends, Form
from fastapi.responses import HTMLResponse

from notifications.repository.providers import Providers

router = Router(prefix="/opt-outs/{opt_out_ref}")
OPEN = [Depends(rate_limited)]

Wish = Annotated[Literal["off", "on"], Form()]


def _ref(opt_out_ref: str) -> UUID:
    """Of an address that was not copied well: a reference that nobody has."""
    try:
        return UUID(opt_out_ref)
    except ValueError:
        return UUID(int=0)


Ref = Annotated[UUID, Depends(_ref)]


@router.get("", include_in_schema=False, dependencies=OPEN)
async def show_opt_out(ref: Ref, work: Begin) -> HTMLResponse:
    return _page(await Providers(work.db).has_opted_out(ref))


@router.post("", include_in_schema=False, dependencies=OPEN)
async def opt_out(ref: Ref, work: Begin, wish: Wish = "off") -> HTMLResponse:
    """Without `wish` they stop: mail programs send that (RFC 8058)."""
    out = wish == "off"
    known = await Providers(work.db).choose(ref, out=out)
    return _page(out if known else None)


def _page(opted_out: bool | None) -> HTMLResponse:
    status = 404 if opted_out is None else 200
    return page("notifications", "opt_out", status=status, opted_out=opted_out)
