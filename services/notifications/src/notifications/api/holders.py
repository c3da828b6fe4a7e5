"""Whose subscriptions a caller sees, and the one that a request is about."""

import hashlib
from typing import Annotated, Any
from uuid import UUID

from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import NotFound
from chassis.http.router import Begin
from chassis.work import Work
from fastapi import Depends
from sqlalchemy import Row

from notifications.repository.subscriptions import Holder, Subscriptions

Subscriber = Annotated[Caller, Depends(allowed(*Role))]


def owner_of(caller: Caller) -> str:
    """An organisation's subscriptions are the organisation's, whoever made them.

    Who belongs to none is known again, but not kept: a token's subject may be somebody's name.
    """
    if caller.organisation_id is not None:
        return f"organisation:{caller.organisation_id}"
    return f"subject:{hashlib.sha256(caller.subject.encode()).hexdigest()}"


def holder_of(caller: Caller) -> Holder:
    administers = Role.ADMINISTRATOR in caller.roles
    return Holder(owner_of(caller), administers, caller.municipalities)


async def found(
    subscription_id: UUID, caller: Caller, work: Work, *, lock: bool = False
) -> Row[Any]:
    row = await Subscriptions(work.db).one(subscription_id, holder_of(caller), lock=lock)
    if row is None:
        raise NotFound("no-such-subscription", "Dit abonnement is er niet.")
    return row


async def _held(subscription_id: UUID, caller: Subscriber, work: Begin) -> Row[Any]:
    return await found(subscription_id, caller, work, lock=True)


Held = Annotated[Row[Any], Depends(_held)]
"""The subscription that is about to change, locked."""
