"""Which entries of the network somebody sees, and of these, which ones are asked for."""

from dataclasses import dataclass
from uuid import UUID

EVERYWHERE: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class EntryScope:
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
