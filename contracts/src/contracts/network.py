"""What routing announces about the network.

The topic is compacted, so each event says the whole of its thing, and every thing has its own key.
"""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from contracts.event import Fact
from contracts.shapes import Code, Count, Day, MunicipalityCode, OrganisationName
from contracts.vocabulary import (
    Capacity,
    LeaveReason,
    OfficeState,
    OrganisationKind,
    ProviderKind,
    Theme,
)


class NetworkFact(Fact):
    topic: ClassVar[str] = "sportloket.network.v1"

    organisation_id: UUID

    @property
    def key(self) -> str:
        return str(self.organisation_id)


class OrganisationFact(NetworkFact):
    kind: OrganisationKind
    name: OrganisationName
    municipality_codes: Annotated[list[MunicipalityCode], Field(min_length=1, max_length=400)]
    valid_until: Day | None = None
    """The last day on which it takes part; None as long as it does."""


class OrganisationRegistered(OrganisationFact):
    """An organisation joined the network; `municipality_code` is the first of its list."""

    type: ClassVar[str] = "nl.sportloketten.organisation-registered.v1"


class OrganisationUpdated(OrganisationFact):
    """An organisation's entry changed: this is all of it."""

    type: ClassVar[str] = "nl.sportloketten.organisation-updated.v1"


class RoutingRuleRecorded(NetworkFact):
    """A local agreement on who takes which questions; `organisation_id` takes them first."""

    type: ClassVar[str] = "nl.sportloketten.routing-rule-recorded.v1"

    rule_id: UUID
    rule_version: Count
    theme: Theme | None = None
    provider_kind: ProviderKind | None = None
    valid_from: Day

    @property
    def key(self) -> str:
        # under the organisation's key, compaction would drop the organisation and its other rules
        return str(self.rule_id)


class PosOfficeFounded(NetworkFact):
    """Entrepreneurs have an office in these municipalities (S2, B03); this is all of it."""

    type: ClassVar[str] = "nl.sportloketten.pos-office-founded.v1"

    municipality_codes: Annotated[list[MunicipalityCode], Field(min_length=1, max_length=400)]
    state: OfficeState

    @property
    def key(self) -> str:
        return f"{self.organisation_id}:office"


class MembershipFact(NetworkFact):
    membership_id: UUID
    member_provider_id: UUID | None = None
    member_organisation_id: UUID | None = None

    @property
    def key(self) -> str:
        return str(self.membership_id)


class MembershipStarted(MembershipFact):
    """A provider or an organisation joined another: `organisation_id` has one more (S2, B02)."""

    type: ClassVar[str] = "nl.sportloketten.membership-started.v1"


class MembershipEnded(MembershipFact):
    """A member left, and why (S2, M09)."""

    type: ClassVar[str] = "nl.sportloketten.membership-ended.v1"

    reason: LeaveReason


class CapacityChanged(NetworkFact):
    """How much an organisation can take over; all days are included."""

    type: ClassVar[str] = "nl.sportloketten.capacity-changed.v1"

    capacity: Capacity
    most_open: Count | None = None
    """How many at once, when limited."""
    closed_until: Day | None = None
    absent_from: Day | None = None
    absent_until: Day | None = None

    @property
    def key(self) -> str:
        return f"{self.organisation_id}:capacity"


class TermsSet(NetworkFact):
    """A municipality works with terms of its own, from now on; running clocks keep theirs.

    `organisation_id` is the municipality itself. A term is in business days: `2bd`.
    """

    type: ClassVar[str] = "nl.sportloketten.terms-set.v1"

    terms: dict[Code, Annotated[str, Field(pattern=r"^([1-9][0-9]{0,2}bd|PT[1-9][0-9]{0,5}S)$")]]

    @property
    def key(self) -> str:
        # one organisation may be the municipality of several, each with terms of its own
        return f"{self.municipality_code}:terms"
