"""What intake announces about sports providers: clubs and entrepreneurs, never by name.

The topic is compacted, so each event says the whole of its thing.
"""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from contracts.event import Fact
from contracts.shapes import Code
from contracts.vocabulary import LegalForm, ProviderKind, SizeClass


class ProviderRegistered(Fact):
    """A provider is known, or its entry changed: this is all of it."""

    type: ClassVar[str] = "nl.sportloketten.provider-registered.v1"
    topic: ClassVar[str] = "sportloket.providers.v1"

    provider_id: UUID
    kind: ProviderKind
    disciplines: Annotated[list[Code], Field(max_length=20)]
    legal_form: LegalForm | None = None
    size: SizeClass | None = None

    @property
    def key(self) -> str:
        return str(self.provider_id)
