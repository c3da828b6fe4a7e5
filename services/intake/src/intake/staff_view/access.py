"""Who may see which questions."""

from typing import Annotated

from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import NotFound
from fastapi import Depends

from intake.shared.scope import Scope

Reader = Annotated[Caller, Depends(allowed(Role.PARTNER, Role.COORDINATOR, Role.SERVICE))]
Staff = Annotated[Caller, Depends(allowed(Role.PARTNER, Role.COORDINATOR))]
BY_MUNICIPALITY = frozenset({Role.COORDINATOR, Role.SERVICE})


def scope_of(caller: Caller) -> Scope:
    """Coordinators see their municipalities, organisations what they received or took over."""
    if caller.roles.isdisjoint(BY_MUNICIPALITY):
        return Scope(organisation_id=caller.organisation_id)
    return Scope(
        municipalities=sorted(caller.municipalities or ()),
        organisation_id=caller.organisation_id,
        everywhere=caller.municipalities is None,
    )


def not_found() -> NotFound:
    return NotFound("no-such-question", "Deze vraag is er niet, of u mag haar niet zien.")
