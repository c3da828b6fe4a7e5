"""From what somebody wishes to a subscription that its receiver agreed to.

This comes before the request's transaction begins: the receiver may take its time.
"""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from secrets import token_bytes
from typing import Annotated, Any
from uuid import UUID, uuid4, uuid5

from chassis.identity import Caller
from chassis.problems import BadRequest, Forbidden
from contracts.problems import Problem as Flaw
from fastapi import Header

from notifications.api.holders import Subscriber, owner_of
from notifications.api.shapes import SubscriptionWish
from notifications.api.told import Told
from notifications.domain.scope import hearable
from notifications.sending.handshake import Refused, ask_for_consent

NAMESPACE = UUID("6d3e0c0b-3f5b-5c84-9d5e-6a1f8f0f3b57")
"""Of ids that follow from an owner and its Idempotency-Key."""

IdempotencyKey = Annotated[
    str | None, Header(alias="Idempotency-Key", pattern=r"^[\x21-\x7e]{8,200}$")
]


@dataclass(frozen=True)
class Registration:
    """The members of a subscription that may be added."""

    caller: Caller
    values: dict[str, Any]

    @property
    def id(self) -> UUID:
        made: UUID = self.values["id"]
        return made


def new_secret() -> str:
    return "whsec_" + b64encode(token_bytes(32)).decode()


async def registration(
    caller: Subscriber, wish: SubscriptionWish, told: Told, idempotency_key: IdempotencyKey = None
) -> Registration:
    roles = sorted(role.value for role in caller.roles)
    types = _types(wish, caller)
    municipalities = _municipalities(wish, caller)
    try:
        await ask_for_consent(str(wish.url), told)
    except Refused as refusal:
        flaw = Flaw(pointer="#/url", detail=str(refusal))
        raise BadRequest("receiver-refused", "Dit adres kan niet.", errors=[flaw]) from None
    owner = owner_of(caller)
    made = uuid5(NAMESPACE, f"{owner} {idempotency_key}") if idempotency_key else uuid4()
    return Registration(
        caller,
        {
            "id": made,
            "owner": owner,
            "organisation_id": caller.organisation_id,
            "roles": roles,
            "municipality_codes": municipalities,
            "event_types": types,
            "url": str(wish.url),
            "wish": hashlib.sha256(wish.model_dump_json().encode()).hexdigest(),
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
