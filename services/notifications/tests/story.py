"""Facts as the other services would announce them, about one question and one application."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from contracts.event import Fact
from contracts.funding import FundingApproved, FundingRejected
from contracts.intake import (
    ConsentRecorded,
    InformationRequested,
    QuestionAnswered,
    QuestionReceived,
)
from contracts.network import (
    MembershipEnded,
    MembershipStarted,
    OrganisationRegistered,
    PosOfficeFounded,
)
from contracts.passing_on import EscalationStarted
from contracts.routing import (
    HandoverAccepted,
    HandoverCompleted,
    HandoverDeclined,
    HandoverExpired,
    HandoverRequested,
)

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)  # a Monday
THURSDAY = datetime(2026, 11, 26, 16, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 16, tzinfo=UTC)
HOEKSCHE_WAARD = "GM1963"
QUESTION, HANDOVER, APPLICATION, PROVIDER = (UUID(int=number) for number in (1, 2, 3, 4))
COUNCIL, DELIVERY, OFFICE, MUNICIPALITY = (UUID(int=number) for number in (11, 12, 13, 14))
NAMES = {
    COUNCIL: "Sportraad Hoeksche Waard",
    DELIVERY: "Stichting Sport in de Waard",
    OFFICE: "POS-kantoor Hoeksche Waard",
    MUNICIPALITY: "Gemeente Hoeksche Waard",
}
DETAILS = "details-1"

_fact = {"municipality_code": HOEKSCHE_WAARD, "version": 1, "occurred_at": NOW}
_question = {**_fact, "question_id": QUESTION}
_handover = {
    **_question,
    "handover_id": HANDOVER,
    "to_organisation_id": DELIVERY,
    "from_organisation_id": COUNCIL,
}
_application = {
    **_fact,
    "application_id": APPLICATION,
    "budget_line_id": uuid4(),
    "applicant_organisation_id": OFFICE,
    "rule_set_version": 1,
}


def received(**changed: Any) -> QuestionReceived:
    told = {
        **_question,
        "theme": "volunteers",
        "provider_id": PROVIDER,
        "provider_kind": "club",
        "channel": "form",
        "received_by_organisation_id": COUNCIL,
        "details_ref": DETAILS,
        "consent": "consent_given",
    }
    return QuestionReceived(**told | changed)


def consent(ground: str) -> ConsentRecorded:
    return ConsentRecorded.model_validate({**_question, "consent": ground})


def answered(**changed: Any) -> QuestionAnswered:
    return QuestionAnswered(**{**_question, "outcome": "helped"} | changed)


def requested(**changed: Any) -> HandoverRequested:
    told = {
        **_handover,
        "attempt": 1,
        "mode": "warm",
        "rule_id": uuid4(),
        "rule_version": 1,
        "theme": "volunteers",
        "provider_id": PROVIDER,
        "provider_kind": "club",
        "details_ref": DETAILS,
        "acknowledge_by": THURSDAY,
        "reply_by": FRIDAY,
    }
    return HandoverRequested(**told | changed)


def accepted(**changed: Any) -> HandoverAccepted:
    told = {**_handover, "receiver_kind": "team", "contact_by": FRIDAY}
    return HandoverAccepted(**told | changed)


def declined(**changed: Any) -> HandoverDeclined:
    return HandoverDeclined(**{**_handover, "reason": "no_capacity"} | changed)


def expired(**changed: Any) -> HandoverExpired:
    return HandoverExpired(**{**_handover, "unanswered": "reply"} | changed)


def completed(**changed: Any) -> HandoverCompleted:
    told = {**_handover, "outcome": "helped", "warm": True, "cold_because": []}
    return HandoverCompleted(**told | changed)


def needs_information(**changed: Any) -> InformationRequested:
    return InformationRequested(**_question | changed)


def escalated(**changed: Any) -> EscalationStarted:
    told = {
        **_question,
        "escalation_id": uuid4(),
        "to_organisation_id": MUNICIPALITY,
        "level": 1,
        "reason": "expired",
    }
    return EscalationStarted(**told | changed)


def approved(**changed: Any) -> FundingApproved:
    told = {
        **_application,
        "awarded_cents": 600_00,
        "requested_cents": 600_00,
        "partial": False,
        "purpose": "grow_membership",
        "one_off": True,
    }
    return FundingApproved(**told | changed)


def rejected(**changed: Any) -> FundingRejected:
    return FundingRejected(**{**_application, "reason": "ceiling_reached"} | changed)


def registered(organisation: UUID, **changed: Any) -> OrganisationRegistered:
    told = {
        **_fact,
        "organisation_id": organisation,
        "kind": "sports_council",
        "name": NAMES[organisation],
        "municipality_codes": [HOEKSCHE_WAARD],
    }
    return OrganisationRegistered(**told | changed)


def questions(number: int, **changed: Any) -> list[Fact]:
    """So many questions of different providers."""
    return [received(question_id=uuid4(), **changed) for _ in range(number)]


def office(state: str = "active", **changed: Any) -> PosOfficeFounded:
    told = {
        **_fact,
        "organisation_id": OFFICE,
        "municipality_codes": [HOEKSCHE_WAARD],
        "state": state,
    }
    return PosOfficeFounded(**told | changed)


def joined(provider: UUID | None = None, **changed: Any) -> MembershipStarted:
    """The office has one more member."""
    told = {**_fact, "organisation_id": OFFICE, "membership_id": uuid4()}
    return MembershipStarted(**told | {"member_provider_id": provider} | changed)


def left(membership: MembershipStarted) -> MembershipEnded:
    said = membership.model_dump() | {"version": 2, "reason": "stopped"}
    return MembershipEnded(**said)
