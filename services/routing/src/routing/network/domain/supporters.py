"""Who supports providers, with which qualifications (S1, A07)."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar
from uuid import UUID

from contracts.shapes import Code, Reference
from contracts.vocabulary import ProviderKind, Theme
from pydantic import Field

from routing.network.domain.entry import (
    ANY,
    Dated,
    EachOnce,
    Entry,
    Kinds,
    MunicipalityCodes,
    RelatedOrganisations,
    Remark,
)

NO_SUPPORTER = "Deze ondersteuner is niet bekend."


class Supporter(Entry):
    """Somebody who helps providers; without themes or kinds: with all of them."""

    names: ClassVar[Mapping[str, Kinds]] = {"organisation_id": ANY}

    supporter_id: UUID
    organisation_id: UUID
    person_ref: Reference
    municipality_codes: MunicipalityCodes
    themes: Annotated[list[Theme], Field(max_length=16, default_factory=list), EachOnce]
    provider_kinds: Annotated[
        list[ProviderKind], Field(max_length=2, default_factory=list), EachOnce
    ]
    most_open: Annotated[int, Field(ge=1, le=1000)] | None = None
    """How many questions at once; None for as many as come."""


class Qualification(Dated):
    area: ClassVar[str] = "supporter_id"

    qualification_id: UUID
    supporter_id: UUID
    code: Code
    """What it is for: the code of a theme, or of a qualification that partners agreed on."""

    def remarks(self, around: RelatedOrganisations) -> Iterator[Remark]:
        yield from super().remarks(around)
        if self.supporter_id not in around.supporters:
            yield "supporter_id", NO_SUPPORTER
