"""What somebody may see, in the query itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

SEEN = """(
    municipality_code = ANY(CAST(:municipalities AS text[]))
    OR received_by_organisation_id = :organisation_id
    OR owner_organisation_id = :organisation_id
    OR :everywhere
)"""


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody may see: of these municipalities, and what an organisation received or owns."""

    municipalities: Sequence[str] = ()
    organisation_id: UUID | None = None
    everywhere: bool = False

    def parameters(self) -> dict[str, Any]:
        return {
            "municipalities": list(self.municipalities),
            "organisation_id": self.organisation_id,
            "everywhere": self.everywhere,
        }
