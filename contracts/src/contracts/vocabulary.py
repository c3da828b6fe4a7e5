"""The codes that events may use, each with the one Dutch label that people read for it."""

from contracts.open_enumeration import OpenEnumeration
from contracts.reasons import ColdReason as ColdReason
from contracts.reasons import DeclineReason as DeclineReason
from contracts.reasons import DiversionReason as DiversionReason
from contracts.reasons import EscalationReason as EscalationReason
from contracts.reasons import FailReason as FailReason
from contracts.reasons import HoldReason as HoldReason
from contracts.reasons import RejectionReason as RejectionReason
from contracts.reasons import ReturnReason as ReturnReason
from contracts.reasons import Unanswered as Unanswered


class Theme(OpenEnumeration):
    VOLUNTEERS = "volunteers", "vrijwilligers"
    GOVERNANCE = "governance", "bestuur en organisatie"
    MEMBERSHIP = "membership", "leden werven en behouden"
    FINANCE = "finance", "geld en btw"
    FUNDING = "funding", "subsidies en het Sportakkoord"
    ACCOMMODATION = "accommodation", "accommodatie en huisvesting"
    SPACE = "space", "ruimte voor sport"
    REGULATION = "regulation", "wetten en regels"
    SUSTAINABILITY = "sustainability", "verduurzaming"
    SOCIAL_SAFETY = "social_safety", "beleid voor sociaal veilige sport"
    INCLUSION = "inclusion", "diversiteit en inclusie"
    MARKETING = "marketing", "marketing en zichtbaarheid"
    COLLABORATION = "collaboration", "samenwerking met onderwijs, zorg of bedrijven"
    SPORT_SPECIFIC = "sport_specific", "een tak van sport of een opleiding"
    NETWORK = "network", "netwerk en belangen"
    OTHER = "other", "iets anders"


class ProviderKind(OpenEnumeration):
    CLUB = "club", "een sportclub"
    ENTREPRENEUR = "entrepreneur", "een sportondernemer"


class Channel(OpenEnumeration):
    FORM = "form", "een formulier"
    CONVERSATION = "conversation", "een gesprek"
    VISIT = "visit", "een bezoek"
    TELEPHONE = "telephone", "een telefoongesprek"
    MAIL = "mail", "een mail"
    PARTNER = "partner", "een bericht van een partner"


class OrganisationKind(OpenEnumeration):
    MUNICIPALITY = "municipality", "een gemeente"
    PLATFORM = "platform", "een platform"
    SPORTS_COUNCIL = "sports_council", "een sportraad"
    SERVICE_ORGANISATION = "service_organisation", "een serviceorganisatie"
    DELIVERY_ORGANISATION = "delivery_organisation", "een uitvoeringsorganisatie"
    SPORTS_COMPANY = "sports_company", "een sportbedrijf"
    FEDERATION = "federation", "een sportbond"
    POS_OFFICE = "pos_office", "een POS-kantoor"
    CROSS_DOMAIN = "cross_domain", "een organisatie buiten de sport"
    TRADE_ASSOCIATION = "trade_association", "een brancheorganisatie"
    UMBRELLA = "umbrella", "een koepel"
    CORE_TEAM = "core_team", "een kernteam"
    NATIONAL = "national", "een landelijke organisatie"


class PlatformKind(OpenEnumeration):
    SPORTS_COUNCIL = "sports_council", "een sportraad"
    FORMALISED_PLATFORM = "formalised_platform", "een platform met een rechtsvorm"
    CORE_TEAM = "core_team", "een kernteam"


class PlatformLevel(OpenEnumeration):
    """What a platform does; not every platform does all (S1, P04)."""

    STRATEGIC = "strategic", "strategisch"
    COORDINATING = "coordinating", "coördinerend"
    EXECUTING = "executing", "uitvoerend"


class Capacity(OpenEnumeration):
    """Whether an organisation takes questions over."""

    OPEN = "open", "open"
    LIMITED = "limited", "beperkt"
    WAITING_LIST = "waiting_list", "wachtlijst"
    CLOSED = "closed", "gesloten"


class OfficeState(OpenEnumeration):
    """How far a POS office is; its legal form says nothing about that (S2, F11)."""

    EXPLORING = "exploring", "verkenning"
    FOUNDED = "founded", "opgericht"
    BUILDING = "building", "in opbouw"
    STRATEGY_SET = "strategy_set", "strategie bepaald"
    ACTIVE = "active", "actief"
    DORMANT = "dormant", "slapend"
    DISSOLVED = "dissolved", "opgeheven"


class AgreementRole(OpenEnumeration):
    """What an organisation does, as partners agreed (S1, P05)."""

    DECIDES = "decides", "beslist"
    COORDINATES = "coordinates", "coördineert"
    EXECUTES = "executes", "voert uit"
    ADVISES = "advises", "adviseert"
    APPROVES_AGENDA = "approves_agenda", "keurt de agenda goed"


class LeaveReason(OpenEnumeration):
    """Why a member left (S2, M09)."""

    STOPPED = "stopped", "gestopt"
    MOVED = "moved", "verhuisd"
    NO_BENEFIT = "no_benefit", "geen voordeel"
    NO_TIME = "no_time", "geen tijd"
    COSTS = "costs", "de kosten"
    DISAGREED = "disagreed", "een andere mening"
    JOINED_ANOTHER = "joined_another", "lid van een andere organisatie"
    PARENT_DISSOLVED = "parent_dissolved", "de organisatie erboven is opgeheven"
    UNKNOWN = "unknown", "niet bekend"


class SizeClass(OpenEnumeration):
    SMALL = "small", "klein"
    MEDIUM = "medium", "middelgroot"
    LARGE = "large", "groot"


class PolicyDomain(OpenEnumeration):
    """Fields of policy outside sport that signals may concern (S1, P10)."""

    INFORMAL_CARE = "informal_care", "mantelzorg"
    DEMENTIA = "dementia", "dementie"
    EDUCATION = "education", "onderwijs"
    CARE = "care", "zorg"
    PREVENTION = "prevention", "gezond blijven"
    WELFARE = "welfare", "welzijn"
    YOUTH = "youth", "jeugd"
    SPATIAL_PLANNING = "spatial_planning", "ruimtelijke plannen"
    ECONOMY = "economy", "economie"


class QuestionKind(OpenEnumeration):
    """What is asked for: help, guidance of a process, or help for many at once."""

    QUESTION = "question", "een hulpvraag"
    PROCESS_GUIDANCE = "process_guidance", "procesbegeleiding"
    COLLECTIVE = "collective", "een collectieve vraag"


class LegalForm(OpenEnumeration):
    ASSOCIATION = "association", "een vereniging"
    FOUNDATION = "foundation", "een stichting"
    SOLE_TRADER = "sole_trader", "een eenmanszaak"
    PRIVATE_COMPANY = "private_company", "een bv"
    PARTNERSHIP = "partnership", "een vof of maatschap"
    NONE = "none", "geen rechtsvorm"
    PUBLIC_BODY = "public_body", "een overheid"


class QuestionOutcome(OpenEnumeration):
    HELPED = "helped", "geholpen"
    PARTLY_HELPED = "partly_helped", "voor een deel geholpen"
    NOT_HELPED = "not_helped", "niet geholpen"
    REFERRED_OUTSIDE_NETWORK = (
        "referred_outside_network",
        "doorverwezen naar een andere organisatie",
    )
    NOT_REACHABLE = "not_reachable", "niet bereikt"
    NO_LONGER_NEEDED = "no_longer_needed", "hulp is niet meer nodig"


HandoverOutcome = QuestionOutcome


class ConsentGround(OpenEnumeration):
    """Why the provider's details may be passed on."""

    CONSENT_GIVEN = "consent_given", "er is toestemming"
    LEGAL_TASK = "legal_task", "het is een wettelijke taak"
    NOT_ASKED = "not_asked", "er is geen toestemming gevraagd"
    REFUSED = "refused", "er is geen toestemming gegeven"
    WITHDRAWN = "withdrawn", "de toestemming is ingetrokken"

    @property
    def allows_sharing(self) -> bool:
        """Not on a ground that this release does not know."""
        return self in {ConsentGround.CONSENT_GIVEN, ConsentGround.LEGAL_TASK}


class HandoverMode(OpenEnumeration):
    WARM = "warm", "een warme overdracht"
    COLD = "cold", "een gewone overdracht"


class ReceiverKind(OpenEnumeration):
    PERSON = "person", "een persoon"
    TEAM = "team", "een team"


class IntroductionMeans(OpenEnumeration):
    CONVERSATION = "conversation", "een gesprek"
    TELEPHONE = "telephone", "een telefoongesprek"
    THREE_WAY_CONVERSATION = "three_way_conversation", "een gesprek met zijn drieën"
    MAIL_TO_ALL = "mail_to_all", "een mail aan iedereen"


class SignalResult(OpenEnumeration):
    TAKEN_UP = "taken_up", "opgepakt"
    CLOSED = "closed", "afgesloten"


class AdviceResponse(OpenEnumeration):
    FOLLOWED = "followed", "opgevolgd"
    PARTLY_FOLLOWED = "partly_followed", "voor een deel opgevolgd"
    NOT_FOLLOWED = "not_followed", "niet opgevolgd"


class NotificationMeans(OpenEnumeration):
    MAIL = "mail", "een mail"
    WEBHOOK = "webhook", "een webhook"
