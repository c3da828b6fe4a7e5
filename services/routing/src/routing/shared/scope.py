"""What a caller may see and do: part of every query, so that the rest is simply not there."""

from dataclasses import dataclass
from uuid import UUID

from chassis.http.caller import Caller, Role

OVERSEEING = frozenset({Role.COORDINATOR, Role.SERVICE})
"""Roles that see what goes on in their municipalities, whoever takes part in it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose handovers, and of which municipalities all of them (None: of every one)."""

    organisation_id: UUID | None
    municipalities: frozenset[str] | None
    roles: frozenset[Role] = frozenset()

    def covers(self, municipality_code: str) -> bool:
        """Whether all of that municipality is seen."""
        return self.municipalities is None or municipality_code in self.municipalities

    @property
    def parameters(self) -> dict[str, object]:
        """What `VISIBLE` and its like take."""
        return {
            "organisation_id": self.organisation_id,
            "everywhere": self.municipalities is None,
            "municipalities": list(self.municipalities or ()),
        }


VISIBLE = """(
    CAST(:organisation_id AS uuid) IN
        (to_organisation_id, from_organisation_id, via_organisation_id)
    OR CAST(:everywhere AS boolean)
    OR municipality_code = ANY(CAST(:municipalities AS text[]))
)"""
"""Of handovers."""

VISIBLE_QUESTIONS = """(
    received_by_organisation_id = CAST(:organisation_id AS uuid)
    OR CAST(:everywhere AS boolean)
    OR municipality_code = ANY(CAST(:municipalities AS text[]))
)"""


def scope_of(caller: Caller) -> Scope:
    oversees = not caller.roles.isdisjoint(OVERSEEING)
    seen = caller.municipalities if oversees else frozenset()
    return Scope(caller.organisation_id, seen, caller.roles)


def coordinates(caller: Caller, municipality_code: str) -> bool:
    return Role.COORDINATOR in caller.roles and caller.may_see(municipality_code)
