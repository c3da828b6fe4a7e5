"""A sports provider in the register."""

from dataclasses import dataclass, replace
from uuid import UUID

from contracts.vocabulary import LegalForm, ProviderKind, SizeClass


@dataclass(frozen=True, slots=True)
class Provider:
    """Version 0: known from a question only. The name is a person's when it is a sole trader's."""

    id: UUID
    municipality_code: str
    kind: ProviderKind
    name: str | None = None
    disciplines: tuple[str, ...] = ()
    legal_form: LegalForm | None = None
    size: SizeClass | None = None
    kvk_number: str | None = None
    version: int = 0

    @property
    def is_person(self) -> bool:
        return self.legal_form is LegalForm.SOLE_TRADER

    def is_as_told(self, entry: "Provider") -> bool:
        return self.version > 0 and self == replace(entry, version=self.version)
