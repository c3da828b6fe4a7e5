"""Who looks after which part of the network, and so sees all of it."""

from typing import Any
from uuid import UUID

from chassis.clocks.terms import AMSTERDAM
from chassis.http.caller import Caller, Role
from chassis.work import Work

from routing.network.kind import Kind
from routing.network.repository.entries import EVERYWHERE, EntryScope
from routing.network.repository.organisations import guided_by

OVERSEEING = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR, Role.SERVICE})


async def entry_scope_of(
    kind: Kind[Any],
    caller: Caller,
    work: Work,
    code: str | None = None,
    organisation_id: UUID | None = None,
) -> EntryScope:
    municipalities = EVERYWHERE if kind.open else await overseen_by(caller, work)
    return EntryScope(municipalities, caller.organisation_id, code, organisation_id)


async def overseen_by(caller: Caller, work: Work) -> frozenset[str] | None:
    """Where the caller looks after the network, or guides a process today; None: everywhere."""
    by_role = frozenset[str]()
    if not caller.roles.isdisjoint(OVERSEEING):
        if caller.municipalities is None:
            return EVERYWHERE
        by_role = caller.municipalities
    if caller.organisation_id is None:
        return by_role
    today = work.now.astimezone(AMSTERDAM).date()
    return by_role | await guided_by(caller.organisation_id, today, work.db)
