"""Which things of the register somebody sees, and of these, which ones are asked for."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chassis.clocks.terms import AMSTERDAM
from chassis.http.caller import Caller, Role
from chassis.work import Work

from routing.network.kind import Kind
from routing.network.repository.process_guides import guided_by

OVERSEEING = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR, Role.SERVICE})
EVERYWHERE: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class View:
    """Of these municipalities (None: of all) and of the caller's own organisation.

    `code` and `organisation_id` are what is asked for.
    """

    municipalities: frozenset[str] | None
    own: UUID | None = None
    code: str | None = None
    organisation_id: UUID | None = None

    @property
    def parameters(self) -> dict[str, object]:
        return {
            "everywhere": self.municipalities is None,
            "municipalities": list(self.municipalities or ()),
            "own": self.own,
            "code": self.code,
            "organisation_id": self.organisation_id,
        }


async def view_of(
    kind: Kind[Any],
    caller: Caller,
    work: Work,
    code: str | None = None,
    organisation_id: UUID | None = None,
) -> View:
    municipalities = EVERYWHERE if kind.open else await overseen_by(caller, work)
    return View(municipalities, caller.organisation_id, code, organisation_id)


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
