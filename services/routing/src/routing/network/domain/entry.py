"""What everything in the register has in common: an id, versions, and organisations it names."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, ClassVar, Self
from uuid import UUID

from contracts.municipalities import current_code
from contracts.shapes import Day, MunicipalityCode
from contracts.vocabulary import OrganisationKind
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

Kinds = frozenset[OrganisationKind]
Remark = tuple[str, str]
"""The member that it is about, and what is wrong with it, in Dutch."""

ANY = frozenset(OrganisationKind)
UNKNOWN = "Deze organisatie is niet bekend in het netwerk."
OTHER_KIND = "Een organisatie van deze soort kan hier niet staan."
ENDS_FIRST = "Dit ligt vóór de eerste dag waarop dit geldt."


def _each_once(values: list[str]) -> list[str]:
    if len(set(values)) < len(values):
        raise PydanticCustomError("repeated", "a value stands here twice")
    return values


EachOnce = AfterValidator(_each_once)
MunicipalityCodes = Annotated[
    list[MunicipalityCode],
    Field(min_length=1, max_length=400, json_schema_extra={"uniqueItems": True}),
    EachOnce,
]
Name = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$"
    ),
]


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation, as far as others are judged by it."""

    kind: OrganisationKind
    municipality_codes: Sequence[str]


@dataclass(frozen=True)
class RelatedOrganisations:
    """What is known of all that some entries name."""

    organisations: Mapping[UUID, Known] = field(default_factory=dict)
    supporters: Mapping[UUID, UUID] = field(default_factory=dict)
    """The organisation of each."""
    parents: Mapping[UUID, AbstractSet[UUID]] = field(default_factory=dict)
    """The organisations that each organisation is a member of now."""

    def codes_of(self, organisation_id: UUID) -> Sequence[str]:
        known = self.organisations.get(organisation_id)
        return known.municipality_codes if known else ()


class Entry(BaseModel):
    """One thing of the register, as administrators send it: a member nobody knows is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: ClassVar[Mapping[str, Kinds]] = {}
    """The members that name an organisation, and of which kinds it may be."""
    area: ClassVar[str] = "municipality_codes"
    """The member that says where it belongs: municipalities, an organisation or a supporter."""

    def organisations(self) -> Iterator[tuple[str, UUID, Kinds]]:
        """Each that it names, with the member in which it stands."""
        for member, kinds in self.names.items():
            if organisation_id := getattr(self, member):
                yield member, organisation_id, kinds

    def codes(self, around: RelatedOrganisations) -> Sequence[str]:
        """The municipalities whose administrators keep it."""
        belongs = getattr(self, self.area)
        if isinstance(belongs, UUID):
            return around.codes_of(around.supporters.get(belongs, belongs))
        return [belongs] if isinstance(belongs, str) else belongs

    def placed_on(self, day: date) -> Self:
        """With the codes that its municipalities have on that day: some became another one."""
        belongs = getattr(self, self.area)
        if isinstance(belongs, UUID):
            return self
        if isinstance(belongs, str):
            return self.model_copy(update={self.area: current_code(belongs, day)})
        codes = dict.fromkeys(current_code(code, day) for code in belongs)
        return self.model_copy(update={self.area: list(codes)})

    def remarks(self, around: RelatedOrganisations) -> Iterator[Remark]:
        """Everything that is wrong with it, save its shape."""
        for member, organisation_id, kinds in self.organisations():
            known = around.organisations.get(organisation_id)
            if known is None:
                yield member, UNKNOWN
            elif known.kind not in kinds:
                yield member, OTHER_KIND

    def steps(self, before: Self | None) -> Sequence[Self]:
        """What happened since, one version each."""
        return [] if self == before else [self]

    def refusal(self, before: Self) -> str | None:
        """Why it cannot follow on what was there before, in Dutch."""


class Dated(Entry):
    """Holds from a day on."""

    valid_from: Day
    valid_until: Day | None = None
    """The last day on which it holds."""

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def remarks(self, around: RelatedOrganisations) -> Iterator[Remark]:
        yield from super().remarks(around)
        if self.valid_until is not None and self.valid_until < self.valid_from:
            yield "valid_until", ENDS_FIRST
