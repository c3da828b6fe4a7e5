"""Who asks: whom a valid token stands for."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from chassis.http.problems import Unauthorised


class Role(StrEnum):
    """What a caller is to the network."""

    PARTNER = "partner"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    CORE_TEAM = "core_team"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a valid token stands for; `municipalities` None means all of them."""

    subject: str
    roles: frozenset[Role] = frozenset()
    organisation_id: UUID | None = None
    municipalities: frozenset[str] | None = frozenset()

    def may_see(self, municipality_code: str) -> bool:
        return self.municipalities is None or municipality_code in self.municipalities

    def speaks_for(self, organisation_id: UUID | None) -> bool:
        """It is the caller's own organisation; a caller without one speaks for none."""
        return organisation_id is not None and organisation_id == self.organisation_id


def unauthorised(detail: str) -> Unauthorised:
    return Unauthorised(
        "token-needed", "U bent niet aangemeld.", detail, headers={"WWW-Authenticate": "Bearer"}
    )
