"""POS offices: how far they are, and who leads and facilitates them (S2)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar, Final, Self
from uuid import UUID

from contracts.shapes import Reference
from contracts.vocabulary import LegalForm, OfficeState, OrganisationKind, SizeClass

from routing.network.domain.entry import ANY, Dated, Entry, Kinds, MunicipalityCodes

OFFICE: Final = frozenset({OrganisationKind.POS_OFFICE})
UMBRELLA: Final = frozenset({OrganisationKind.UMBRELLA})

_NEXT: Final[Mapping[OfficeState, frozenset[OfficeState]]] = {
    OfficeState.EXPLORING: frozenset({OfficeState.FOUNDED, OfficeState.DISSOLVED}),
    OfficeState.FOUNDED: frozenset({OfficeState.BUILDING, OfficeState.DISSOLVED}),
    OfficeState.BUILDING: frozenset({OfficeState.STRATEGY_SET, OfficeState.DISSOLVED}),
    OfficeState.STRATEGY_SET: frozenset({OfficeState.ACTIVE, OfficeState.DISSOLVED}),
    OfficeState.ACTIVE: frozenset({OfficeState.DORMANT, OfficeState.DISSOLVED}),
    OfficeState.DORMANT: frozenset({OfficeState.ACTIVE, OfficeState.DISSOLVED}),
    OfficeState.DISSOLVED: frozenset(),
}
"""An office that is known already may come in at any state: it is older than this register."""


class Initiative(StrEnum):
    """Who took the first step towards an office (S2, M10)."""

    UMBRELLA = "umbrella"
    ENTREPRENEURS = "entrepreneurs"
    BOTH = "both"


class PosOffice(Entry):
    names: ClassVar[Mapping[str, Kinds]] = {
        "organisation_id": OFFICE,
        "umbrella_organisation_id": UMBRELLA,
    }

    organisation_id: UUID
    state: OfficeState
    municipality_codes: MunicipalityCodes
    size: SizeClass
    initiated_by: Initiative
    legal_form: LegalForm | None = None
    """None as long as there is none: goals may come first (S2, F11)."""
    umbrella_organisation_id: UUID | None = None

    def refusal(self, before: Self) -> str | None:
        if self.state in {before.state, *_NEXT[before.state]}:
            return None
        return (
            f"Een kantoor met de stand “{before.state.label}” kan niet ineens "
            f"“{self.state.label}” zijn."
        )


class Lead(Dated):
    """One of those who pull an office; who it is, is in the vault (S2, B05)."""

    names: ClassVar[Mapping[str, Kinds]] = {"office_id": OFFICE}
    area: ClassVar[str] = "office_id"

    lead_id: UUID
    office_id: UUID
    person_ref: Reference


class Facilitator(Dated):
    """Who has the direction of an office; a service organisation may (S2, B07 and F12)."""

    names: ClassVar[Mapping[str, Kinds]] = {"office_id": OFFICE, "organisation_id": ANY}
    area: ClassVar[str] = "office_id"

    facilitator_id: UUID
    office_id: UUID
    organisation_id: UUID
