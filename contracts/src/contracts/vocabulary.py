"""The words that events may use; GLOSSARY.md gives the Dutch for each."""

from enum import StrEnum


class Theme(StrEnum):
    VOLUNTEERS = "volunteers"
    GOVERNANCE = "governance"
    MEMBERSHIP = "membership"
    FINANCE = "finance"
    FUNDING = "funding"
    ACCOMMODATION = "accommodation"
    SPACE = "space"
    REGULATION = "regulation"
    SUSTAINABILITY = "sustainability"
    SOCIAL_SAFETY = "social_safety"
    INCLUSION = "inclusion"
    MARKETING = "marketing"
    COLLABORATION = "collaboration"
    SPORT_SPECIFIC = "sport_specific"
    NETWORK = "network"
    OTHER = "other"


class ProviderKind(StrEnum):
    CLUB = "club"
    ENTREPRENEUR = "entrepreneur"


class Channel(StrEnum):
    FORM = "form"
    CONVERSATION = "conversation"
    VISIT = "visit"
    TELEPHONE = "telephone"
    MAIL = "mail"
    PARTNER = "partner"


class OrganisationKind(StrEnum):
    MUNICIPALITY = "municipality"
    PLATFORM = "platform"
    SPORTS_COUNCIL = "sports_council"
    SERVICE_ORGANISATION = "service_organisation"
    DELIVERY_ORGANISATION = "delivery_organisation"
    SPORTS_COMPANY = "sports_company"
    FEDERATION = "federation"
    POS_OFFICE = "pos_office"
    CROSS_DOMAIN = "cross_domain"
    TRADE_ASSOCIATION = "trade_association"
    UMBRELLA = "umbrella"
    CORE_TEAM = "core_team"
    NATIONAL = "national"


class PlatformKind(StrEnum):
    SPORTS_COUNCIL = "sports_council"
    FORMALISED_PLATFORM = "formalised_platform"
    CORE_TEAM = "core_team"


class PlatformLevel(StrEnum):
    """What a platform does; not every platform does all (S1, P04)."""

    STRATEGIC = "strategic"
    COORDINATING = "coordinating"
    EXECUTING = "executing"


class Capacity(StrEnum):
    """Whether an organisation takes questions over."""

    OPEN = "open"
    LIMITED = "limited"
    WAITING_LIST = "waiting_list"
    CLOSED = "closed"


class OfficeState(StrEnum):
    """How far a POS office is; its legal form says nothing about that (S2, F11)."""

    EXPLORING = "exploring"
    FOUNDED = "founded"
    BUILDING = "building"
    STRATEGY_SET = "strategy_set"
    ACTIVE = "active"
    DORMANT = "dormant"
    DISSOLVED = "dissolved"


class AgreementRole(StrEnum):
    """What an organisation does, as partners agreed (S1, P05)."""

    DECIDES = "decides"
    COORDINATES = "coordinates"
    EXECUTES = "executes"
    ADVISES = "advises"
    APPROVES_AGENDA = "approves_agenda"


class LeaveReason(StrEnum):
    """Why a member left (S2, M09)."""

    STOPPED = "stopped"
    MOVED = "moved"
    NO_BENEFIT = "no_benefit"
    NO_TIME = "no_time"
    COSTS = "costs"
    DISAGREED = "disagreed"
    JOINED_ANOTHER = "joined_another"
    PARENT_DISSOLVED = "parent_dissolved"
    UNKNOWN = "unknown"


class SizeClass(StrEnum):
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class PolicyDomain(StrEnum):
    """Fields of policy outside sport that signals may concern (S1, P10)."""

    INFORMAL_CARE = "informal_care"
    DEMENTIA = "dementia"
    EDUCATION = "education"
    CARE = "care"
    PREVENTION = "prevention"
    WELFARE = "welfare"
    YOUTH = "youth"
    SPATIAL_PLANNING = "spatial_planning"
    ECONOMY = "economy"


class QuestionKind(StrEnum):
    """What is asked for: help, guidance of a process, or help for many at once."""

    QUESTION = "question"
    PROCESS_GUIDANCE = "process_guidance"
    COLLECTIVE = "collective"


class LegalForm(StrEnum):
    ASSOCIATION = "association"
    FOUNDATION = "foundation"
    SOLE_TRADER = "sole_trader"
    PRIVATE_COMPANY = "private_company"
    PARTNERSHIP = "partnership"
    NONE = "none"
    PUBLIC_BODY = "public_body"


class QuestionOutcome(StrEnum):
    HELPED = "helped"
    PARTLY_HELPED = "partly_helped"
    NOT_HELPED = "not_helped"
    REFERRED_OUTSIDE_NETWORK = "referred_outside_network"
    NOT_REACHABLE = "not_reachable"
    NO_LONGER_NEEDED = "no_longer_needed"


HandoverOutcome = QuestionOutcome


class ConsentGround(StrEnum):
    """Why the provider's details may be passed on."""

    CONSENT_GIVEN = "consent_given"
    LEGAL_TASK = "legal_task"
    NOT_ASKED = "not_asked"


class HandoverMode(StrEnum):
    WARM = "warm"
    COLD = "cold"


class ReceiverKind(StrEnum):
    PERSON = "person"
    TEAM = "team"


class IntroductionMeans(StrEnum):
    CONVERSATION = "conversation"
    TELEPHONE = "telephone"
    THREE_WAY_CONVERSATION = "three_way_conversation"
    MAIL_TO_ALL = "mail_to_all"


class ColdReason(StrEnum):
    """What kept a handover from being a warm one."""

    NO_NAMED_RECEIVER = "no_named_receiver"
    NO_CONSENT = "no_consent"
    NO_INTRODUCTION = "no_introduction"
    CONTACT_TOO_LATE = "contact_too_late"
    NO_FEEDBACK_TO_SENDER = "no_feedback_to_sender"


class DeclineReason(StrEnum):
    NO_CAPACITY = "no_capacity"
    WAITING_LIST = "waiting_list"
    WRONG_THEME = "wrong_theme"
    WRONG_AREA = "wrong_area"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    INSUFFICIENT_INFORMATION = "insufficient_information"
    NO_CONSENT = "no_consent"


class EscalationReason(StrEnum):
    EXPIRED = "expired"
    NO_RESPONDER = "no_responder"
    ATTEMPTS_USED_UP = "attempts_used_up"
    NO_CONTACT_IN_TIME = "no_contact_in_time"


class RejectionReason(StrEnum):
    CEILING_REACHED = "ceiling_reached"
    NOT_ELIGIBLE = "not_eligible"
    LEGAL_FORM = "legal_form"
    INCOMPLETE = "incomplete"
    NOT_SUPPORTED = "not_supported"
