"""From what somebody wishes to a subscription that its receiver agreed to.

This comes before the request's transaction begins: the receiver may take its time.
"""

from base64 import b64encode
from dataclasses import dataclass
from secrets import token_bytes
from typing import Any
from uuid import uuid4

from chassis.http.caller import Caller
from chassis.http.problems import BadRequest, Forbidden
from contracts.problems import Problem as Flaw

from notifications.api.holders import Subscriber, owner_of
from notifications.api.process_settings import ProcessSettings
from notifications.domain.scope import hearable
from notifications.schemas import SubscriptionWish
from notifications.sending.handshake import Refused, ask_for_consent


@dataclass(frozen=True)
class Registration:
    """The members of a subscription that may be added."""

    values: dict[str, Any]


def new_secret() -> str:
    return "whsec_" + b64encode(token_bytes(32)).decode()


async def registration(
    caller: Subscriber, wish: SubscriptionWish, settings: ProcessSettings
) -> Registration:
    roles = sorted(role.value for role in caller.roles)
    types = _types(wish, caller)
    municipalities = _municipalities(wish, caller)
    try:
        await ask_for_consent(str(wish.url), settings)
    except Refused as refusal:
        flaw = Flaw(pointer="#/url", detail=str(refusal))
        raise BadRequest("receiver-refused", "Dit adres kan niet.", errors=[flaw]) from None
    return Registration(
        {
            "id": uuid4(),
            "owner": owner_of(caller),
            "organisation_id": caller.organisation_id,
            "roles": roles,
            "municipality_codes": municipalities,
            "event_types": types,
            "url": str(wish.url),
            "secret": new_secret(),
        },
    )


def _types(wish: SubscriptionWish, caller: Caller) -> list[str]:
    may_hear = hearable([role.value for role in caller.roles], caller.organisation_id)
    flaws = [
        Flaw(pointer=f"#/event_types/{place}", detail="Deze berichten mag u niet zien.")
        for place, name in enumerate(wish.event_types)
        if name not in may_hear
    ]
    if flaws or not may_hear:
        raise Forbidden("outside-scope", "U mag niet al deze berichten zien.", errors=flaws)
    return sorted(wish.event_types or may_hear)


def _municipalities(wish: SubscriptionWish, caller: Caller) -> list[str] | None:
    """None: all of them, of whoever may see all."""
    flaws = [
        Flaw(pointer=f"#/municipality_codes/{place}", detail="Deze gemeente mag u niet zien.")
        for place, code in enumerate(wish.municipality_codes)
        if not caller.may_see(code)
    ]
    if flaws or caller.municipalities == frozenset():
        raise Forbidden("outside-scope", "U mag niet al deze gemeenten zien.", errors=flaws)
    wished = wish.municipality_codes or caller.municipalities
    return None if wished is None else sorted(wished)
