"""What routing announces of who does what in the network, as partners agreed."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from contracts.network import NetworkFact
from contracts.shapes import Count, Day, YesNo
from contracts.vocabulary import AgreementRole, PlatformKind, PlatformLevel, ProviderKind, Theme


class PlatformProfileSet(NetworkFact):
    """What kind of platform it is and on which levels it works, from a day on (S1, P04)."""

    type: ClassVar[str] = "nl.sportloketten.platform-profile-set.v1"

    kind: PlatformKind
    levels: Annotated[list[PlatformLevel], Field(min_length=1, max_length=20)]
    valid_from: Day
    valid_until: Day | None = None

    @property
    def key(self) -> str:
        return f"{self.organisation_id}:profile"


class WorkingAgreementRecorded(NetworkFact):
    """Who does what for which theme, as its signatories agreed (S1, P05)."""

    type: ClassVar[str] = "nl.sportloketten.working-agreement-recorded.v1"

    agreement_id: UUID
    role: AgreementRole | None = None
    theme: Theme | None = None
    """None: for all of them."""
    provider_kind: ProviderKind | None = None
    signatories: Annotated[list[UUID], Field(max_length=100)] | None = None
    valid_from: Day
    valid_until: Day | None = None
    review_on: Day

    @property
    def key(self) -> str:
        return str(self.agreement_id)


class ReviewDue(NetworkFact):
    """The day has come to look at an agreement again; `organisation_id` is a party to it."""

    type: ClassVar[str] = "nl.sportloketten.review-due.v1"

    review_id: UUID
    agreement_id: UUID
    """Of a working agreement, or of what partners expect of each other (S2, F14)."""
    review_on: Day

    @property
    def key(self) -> str:
        return str(self.review_id)


class ExpectationRecorded(NetworkFact):
    """Umbrella, office and municipality agreed what they expect of each other (S2, F14).

    `organisation_id` is the municipality; what they agreed on is in the vault of routing.
    """

    type: ClassVar[str] = "nl.sportloketten.expectation-recorded.v1"

    expectation_id: UUID
    umbrella_organisation_id: UUID
    office_organisation_id: UUID
    valid_from: Day
    valid_until: Day | None = None
    review_on: Day

    @property
    def key(self) -> str:
        return str(self.expectation_id)


class FacilitatorRecorded(NetworkFact):
    """An organisation has the direction of an office, for a time (S2, B07 and F12)."""

    type: ClassVar[str] = "nl.sportloketten.facilitator-recorded.v1"

    facilitator_id: UUID
    office_organisation_id: UUID
    valid_from: Day
    valid_until: Day | None = None

    @property
    def key(self) -> str:
        return str(self.facilitator_id)


class SeatRecorded(NetworkFact):
    """`organisation_id` has a seat in a council or a core team, for a time (S2, B10 and B11)."""

    type: ClassVar[str] = "nl.sportloketten.seat-recorded.v1"

    seat_id: UUID
    body_organisation_id: UUID
    voting: YesNo
    delegates: Count
    valid_from: Day
    valid_until: Day | None = None

    @property
    def key(self) -> str:
        return str(self.seat_id)
