"""Everything that the register keeps."""

from typing import Any, Final

from routing.network import events as facts
from routing.network.domain.agreements import Agreement, Expectation
from routing.network.domain.offices import Facilitator, Lead, PosOffice
from routing.network.domain.officials import Official
from routing.network.domain.organisations import Membership, Organisation
from routing.network.domain.platforms import Platform, Seat
from routing.network.domain.supporters import Qualification, Supporter
from routing.network.kind import Kind
from routing.network.tables.offices import (
    expectations,
    office_facilitators,
    office_leads,
    officials,
    pos_offices,
)
from routing.network.tables.organisations import organisations
from routing.network.tables.platforms import memberships, platform_profiles, seats
from routing.network.tables.supporters import agreements, qualifications, supporters

ORGANISATIONS: Final = Kind(
    "organisations", Organisation, "organisation_id", organisations, facts.organisation
)
POS_OFFICES: Final = Kind("pos-offices", PosOffice, "organisation_id", pos_offices, facts.office)
PLATFORMS: Final = Kind(
    "platforms", Platform, "organisation_id", platform_profiles, facts.platform, dated=True
)
SEATS: Final = Kind("seats", Seat, "seat_id", seats, facts.seat)
AGREEMENTS: Final = Kind(
    "agreements", Agreement, "agreement_id", agreements, facts.agreement, dated=True
)
MEMBERSHIPS: Final = Kind(
    "memberships", Membership, "membership_id", memberships, facts.membership, open=False
)
EXPECTATIONS: Final = Kind(
    "expectations",
    Expectation,
    "expectation_id",
    expectations,
    facts.expectation,
    dated=True,
    open=False,
)

KINDS: Final[tuple[Kind[Any], ...]] = (
    ORGANISATIONS,
    POS_OFFICES,
    Kind("leads", Lead, "lead_id", office_leads, open=False),
    Kind("facilitators", Facilitator, "facilitator_id", office_facilitators, facts.facilitator),
    PLATFORMS,
    SEATS,
    Kind("supporters", Supporter, "supporter_id", supporters, open=False),
    Kind("qualifications", Qualification, "qualification_id", qualifications, open=False),
    Kind("officials", Official, "official_id", officials, open=False),
    MEMBERSHIPS,
    AGREEMENTS,
    EXPECTATIONS,
)
