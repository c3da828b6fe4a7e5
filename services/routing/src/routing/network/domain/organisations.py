"""The partners of the network, and who is a member of whom."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Self
from uuid import UUID

from contracts.shapes import Day
from contracts.vocabulary import LeaveReason, OrganisationKind

from routing.network.domain.entry import (
    ANY,
    Entry,
    Kinds,
    MunicipalityCodes,
    Name,
    RelatedOrganisations,
    Remark,
)

ONE_MEMBER = "Noem één lid: een aanbieder of een organisatie."
OF_ITSELF = "Een organisatie kan niet lid zijn van zichzelf, ook niet langs een omweg."
WHY = "Geef bij het einde van een lidmaatschap de dag en de reden."
ENDED_FIRST = "Dit ligt vóór de eerste dag van het lidmaatschap."
ONLY_ENDS = "Een lidmaatschap kan alleen nog eindigen. Begin anders een nieuw lidmaatschap."


class Organisation(Entry):
    organisation_id: UUID
    kind: OrganisationKind
    name: Name
    municipality_codes: MunicipalityCodes
    """The first is where it is at home."""
    valid_until: Day | None = None
    """The last day on which it takes part."""


class Membership(Entry):
    """Of a provider or an organisation in another organisation (S2, B02)."""

    names: ClassVar[Mapping[str, Kinds]] = {
        "parent_organisation_id": ANY,
        "member_organisation_id": ANY,
    }
    area: ClassVar[str] = "parent_organisation_id"

    membership_id: UUID
    parent_organisation_id: UUID
    member_organisation_id: UUID | None = None
    member_provider_id: UUID | None = None
    started_on: Day
    ended_on: Day | None = None
    """The first day on which it is no member."""
    leave_reason: LeaveReason | None = None

    def remarks(self, around: RelatedOrganisations) -> Iterator[Remark]:
        yield from super().remarks(around)
        if (self.member_organisation_id is None) == (self.member_provider_id is None):
            yield "member_provider_id", ONE_MEMBER
        if (self.ended_on is None) != (self.leave_reason is None):
            yield "leave_reason" if self.leave_reason is None else "ended_on", WHY
        if self.ended_on is not None and self.ended_on < self.started_on:
            yield "ended_on", ENDED_FIRST
        if self.ended_on is None and self._leads_to_itself(around):
            yield "member_organisation_id", OF_ITSELF

    def steps(self, before: Self | None) -> Sequence[Self]:
        """One that comes in when it has ended already, began first."""
        if before is None and self.ended_on is not None:
            return [self.model_copy(update={"ended_on": None, "leave_reason": None}), self]
        return super().steps(before)

    def refusal(self, before: Self) -> str | None:
        ended = {"ended_on": self.ended_on, "leave_reason": self.leave_reason}
        ends = before.ended_on is None and before.model_copy(update=ended) == self
        return None if ends or before == self else ONLY_ENDS

    def _leads_to_itself(self, around: RelatedOrganisations) -> bool:
        """Whether the parent is, in the end, a member of this member."""
        above, look = set[UUID](), {self.parent_organisation_id}
        while look:
            above |= look
            look = {p for each in look for p in around.parents.get(each, ())} - above
        return self.member_organisation_id in above
