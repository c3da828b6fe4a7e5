"""Roles with a municipality: policy officers, aldermen, guides, advisers, leads of programmes."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from contracts.shapes import Code, Reference

from routing.network.domain.agreements import MUNICIPALITY
from routing.network.domain.entry import ANY, Dated, Kinds, RelatedOrganisations, Remark

NO_PERSON = "Van een wethouder wordt geen persoon vastgelegd."
WHO = "Noem de organisatie waar deze persoon vandaan komt."
UNTIL_WHEN = "De toegang van een procesbegeleider heeft een laatste dag."
WHICH_PROGRAMME = "Noem het programma waarvan dit de trekker is."


class OfficialRole(StrEnum):
    POLICY_OFFICER = "policy_officer"
    ALDERMAN = "alderman"
    PROCESS_GUIDE = "process_guide"
    LOCAL_SPORT_ADVISOR = "local_sport_advisor"
    LOCAL_LEAD = "local_lead"


class Official(Dated):
    names: ClassVar[Mapping[str, Kinds]] = {
        "municipality_organisation_id": MUNICIPALITY,
        "organisation_id": ANY,
    }
    area: ClassVar[str] = "municipality_organisation_id"

    official_id: UUID
    municipality_organisation_id: UUID
    role: OfficialRole
    person_ref: Reference | None = None
    organisation_id: UUID | None = None
    """Where a guide, an adviser or a lead comes from."""
    programme: Code | None = None

    def remarks(self, around: RelatedOrganisations) -> Iterator[Remark]:
        yield from super().remarks(around)
        match self.role:
            case OfficialRole.ALDERMAN if self.person_ref is not None:
                yield "person_ref", NO_PERSON
            case OfficialRole.PROCESS_GUIDE | OfficialRole.LOCAL_SPORT_ADVISOR:
                if self.organisation_id is None:
                    yield "organisation_id", WHO
        if self.role is OfficialRole.PROCESS_GUIDE and self.valid_until is None:
            yield "valid_until", UNTIL_WHEN
        if self.role is OfficialRole.LOCAL_LEAD and self.programme is None:
            yield "programme", WHICH_PROGRAMME
