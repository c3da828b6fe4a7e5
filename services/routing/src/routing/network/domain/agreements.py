"""What partners agreed: who does what (S1, P05), and what they expect of each other (S2, F14)."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar
from uuid import UUID

from contracts.shapes import Day, MunicipalityCode, Reference
from contracts.vocabulary import AgreementRole, OrganisationKind, ProviderKind, Theme
from pydantic import Field

from routing.network.domain.entry import ANY, Dated, EachOnce, Kinds, RelatedOrganisations, Remark
from routing.network.domain.offices import OFFICE, UMBRELLA

MUNICIPALITY = frozenset({OrganisationKind.MUNICIPALITY})
REVIEW_FIRST = "Dit ligt vóór de eerste dag waarop de afspraak geldt."


class Agreement(Dated):
    """An organisation has a role for a theme and a kind of provider; None: for all of them."""

    names: ClassVar[Mapping[str, Kinds]] = {"organisation_id": ANY}
    area: ClassVar[str] = "municipality_code"

    agreement_id: UUID
    municipality_code: MunicipalityCode
    organisation_id: UUID
    role: AgreementRole
    theme: Theme | None = None
    provider_kind: ProviderKind | None = None
    signatories: Annotated[list[UUID], Field(min_length=1, max_length=100), EachOnce]
    review_on: Day

    @property
    def parties(self) -> list[UUID]:
        return sorted({self.organisation_id, *self.signatories})

    def organisations(self) -> Iterator[tuple[str, UUID, Kinds]]:
        yield from super().organisations()
        for place, signatory in enumerate(self.signatories):
            yield f"signatories/{place}", signatory, ANY

    def remarks(self, around: RelatedOrganisations) -> Iterator[Remark]:
        yield from super().remarks(around)
        if self.review_on < self.valid_from:
            yield "review_on", REVIEW_FIRST


class Expectation(Dated):
    """Between umbrella, office and municipality; what it says is in the vault."""

    names: ClassVar[Mapping[str, Kinds]] = {
        "municipality_organisation_id": MUNICIPALITY,
        "umbrella_organisation_id": UMBRELLA,
        "office_id": OFFICE,
    }
    area: ClassVar[str] = "municipality_organisation_id"

    expectation_id: UUID
    umbrella_organisation_id: UUID
    office_id: UUID
    municipality_organisation_id: UUID
    text_ref: Reference
    review_on: Day

    @property
    def parties(self) -> list[UUID]:
        return sorted(
            (self.umbrella_organisation_id, self.office_id, self.municipality_organisation_id)
        )

    def remarks(self, around: RelatedOrganisations) -> Iterator[Remark]:
        yield from super().remarks(around)
        if self.review_on < self.valid_from:
            yield "review_on", REVIEW_FIRST
