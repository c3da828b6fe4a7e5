"""Everything that the register keeps."""

from typing import Any, Final

from routing.domain.register.agreements import Agreement, Expectation
from routing.domain.register.offices import Facilitator, Lead, PosOffice
from routing.domain.register.officials import Official
from routing.domain.register.organisations import Membership, Organisation
from routing.domain.register.platforms import Platform, Seat
from routing.domain.register.support import Qualification, Supporter
from routing.register import facts
from routing.register.kind import Kind
from routing.tables.network import organisations
from routing.tables.offices import (
    expectations,
    office_facilitators,
    office_leads,
    officials,
    pos_offices,
)
from routing.tables.platforms import memberships, platform_profiles, seats
from routing.tables.support import agreements, qualifications, supporters

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
