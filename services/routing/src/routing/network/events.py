"""The facts that changes of the register become; what is about a person becomes none."""

from datetime import datetime

from contracts.agreements import (
    ExpectationRecorded,
    FacilitatorRecorded,
    PlatformProfileSet,
    SeatRecorded,
    WorkingAgreementRecorded,
)
from contracts.network import (
    MembershipEnded,
    MembershipStarted,
    NetworkFact,
    OrganisationRegistered,
    OrganisationUpdated,
    PosOfficeFounded,
)

from routing.network.domain.agreements import Agreement, Expectation
from routing.network.domain.offices import Facilitator, PosOffice
from routing.network.domain.organisations import Membership, Organisation
from routing.network.domain.platforms import Platform, Seat
from routing.network.kind import Change


def organisation(change: Change[Organisation], now: datetime) -> NetworkFact:
    fact = OrganisationRegistered if change.version == 1 else OrganisationUpdated
    return fact.model_validate(dict(change.entry) | change.members(now))


def office(change: Change[PosOffice], now: datetime) -> NetworkFact:
    return PosOfficeFounded.model_validate(dict(change.entry) | change.members(now))


def platform(change: Change[Platform], now: datetime) -> NetworkFact:
    return PlatformProfileSet.model_validate(dict(change.entry) | change.members(now))


def agreement(change: Change[Agreement], now: datetime) -> NetworkFact:
    return WorkingAgreementRecorded.model_validate(dict(change.entry) | change.members(now))


def membership(change: Change[Membership], now: datetime) -> NetworkFact:
    entry = change.entry
    fact = MembershipEnded if entry.ended_on else MembershipStarted
    named = {"organisation_id": entry.parent_organisation_id, "reason": entry.leave_reason}
    return fact.model_validate(dict(entry) | named | change.members(now))


def expectation(change: Change[Expectation], now: datetime) -> NetworkFact:
    entry = change.entry
    named = {
        "organisation_id": entry.municipality_organisation_id,
        "office_organisation_id": entry.office_id,
    }
    return ExpectationRecorded.model_validate(dict(entry) | named | change.members(now))


def facilitator(change: Change[Facilitator], now: datetime) -> NetworkFact:
    named = {"office_organisation_id": change.entry.office_id}
    return FacilitatorRecorded.model_validate(dict(change.entry) | named | change.members(now))


def seat(change: Change[Seat], now: datetime) -> NetworkFact:
    named = {"organisation_id": change.entry.holder_organisation_id}
    return SeatRecorded.model_validate(dict(change.entry) | named | change.members(now))
