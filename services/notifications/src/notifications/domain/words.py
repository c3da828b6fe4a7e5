"""Dutch for codes, amounts and moments, as they stand inside a sentence."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from chassis.clocks.dutch_dates import moment
from contracts.vocabulary import (
    DeclineReason,
    EscalationReason,
    PolicyDomain,
    ProviderKind,
    QuestionOutcome,
    RejectionReason,
    Theme,
)

from notifications.domain.mails import About

SOMEBODY = "een organisatie uit het netwerk"

THEMES: Final[Mapping[str, str]] = {
    Theme.VOLUNTEERS: "vrijwilligers",
    Theme.GOVERNANCE: "bestuur en organisatie",
    Theme.MEMBERSHIP: "leden werven en houden",
    Theme.FINANCE: "geld en btw",
    Theme.FUNDING: "subsidie",
    Theme.ACCOMMODATION: "accommodatie en huisvesting",
    Theme.SPACE: "ruimte voor sport",
    Theme.REGULATION: "wetten en regels",
    Theme.SUSTAINABILITY: "verduurzaming",
    Theme.SOCIAL_SAFETY: "sociaal veilige sport",
    Theme.INCLUSION: "diversiteit en inclusie",
    Theme.MARKETING: "marketing en zichtbaarheid",
    Theme.COLLABORATION: "samenwerking",
    Theme.SPORT_SPECIFIC: "een tak van sport",
    Theme.NETWORK: "netwerk en belangen",
    Theme.OTHER: "een ander onderwerp",
}
OUTCOMES: Final[Mapping[str, str]] = {
    QuestionOutcome.HELPED: "geholpen",
    QuestionOutcome.PARTLY_HELPED: "voor een deel geholpen",
    QuestionOutcome.NOT_HELPED: "niet geholpen",
    QuestionOutcome.REFERRED_OUTSIDE_NETWORK: "doorverwezen naar een andere organisatie",
    QuestionOutcome.NOT_REACHABLE: "niet bereikt",
    QuestionOutcome.NO_LONGER_NEEDED: "hulp is niet meer nodig",
}
REASONS: Final[Mapping[str, str]] = {
    DeclineReason.NO_CAPACITY: "er is nu geen tijd of plaats",
    DeclineReason.WAITING_LIST: "er is een wachtlijst",
    DeclineReason.WRONG_THEME: "het onderwerp past niet bij deze organisatie",
    DeclineReason.WRONG_AREA: "deze organisatie werkt niet in dit gebied",
    DeclineReason.CONFLICT_OF_INTEREST: "deze organisatie heeft zelf een belang",
    DeclineReason.INSUFFICIENT_INFORMATION: "er is te weinig informatie",
    DeclineReason.NO_CONSENT: "er is geen toestemming om gegevens te delen",
    EscalationReason.EXPIRED: "er is niet op tijd gereageerd",
    EscalationReason.NO_RESPONDER: "er is geen organisatie voor deze vraag",
    EscalationReason.ATTEMPTS_USED_UP: "geen enkele gevraagde organisatie nam de vraag over",
    EscalationReason.NO_CONTACT_IN_TIME: "er is niet op tijd contact gelegd",
    RejectionReason.CEILING_REACHED: "het budget is op",
    RejectionReason.NOT_ELIGIBLE: "de aanvraag past niet bij de regels",
    RejectionReason.LEGAL_FORM: "de rechtsvorm past niet bij de regels",
    RejectionReason.INCOMPLETE: "de aanvraag is niet compleet",
    RejectionReason.NOT_SUPPORTED: "de aanvraag kreeg niet genoeg steun",
    "other_expertise_needed": "er is andere kennis nodig",
    "provider_not_reachable": "de vraagsteller is niet bereikbaar",
    "provider_stopped": "de vraagsteller is gestopt",
    "no_solution": "er is geen oplossing",
    "no_means": "er is geen geld of materiaal",
}
"""Also those of routing why a question is given back, or came to nothing: codes in events."""
LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "theme": THEMES,
    "outcome": OUTCOMES,
    "reason": REASONS,
    "provider_kind": {
        ProviderKind.CLUB: "een sportclub",
        ProviderKind.ENTREPRENEUR: "een sportondernemer",
    },
    "policy_domain": {
        PolicyDomain.INFORMAL_CARE: "mantelzorg",
        PolicyDomain.DEMENTIA: "dementie",
        PolicyDomain.EDUCATION: "onderwijs",
        PolicyDomain.CARE: "zorg",
        PolicyDomain.PREVENTION: "gezond blijven",
        PolicyDomain.WELFARE: "welzijn",
        PolicyDomain.YOUTH: "jeugd",
        PolicyDomain.SPATIAL_PLANNING: "ruimtelijke plannen",
        PolicyDomain.ECONOMY: "economie",
    },
    "unanswered": {
        "acknowledgement": "Het verzoek is niet op tijd gezien.",
        "reply": "Er kwam niet op tijd een antwoord.",
    },
    "purpose": {"grow_membership": "meer leden"},
}


def euros(cents: int) -> str:
    """€ 1.250,00"""
    whole, rest = divmod(cents, 100)
    return f"€ {whole:,},{rest:02}".replace(",", ".", f"{whole:,}".count(","))


def in_words(about: About, names: Mapping[str, str]) -> dict[str, object]:
    """What a text is made from; the end of a member's name tells what it is.

    `names`: of organisations, by id. `to_organisation_id` becomes `to_organisation`.
    """
    return dict(_in_words(member, value, names) for member, value in about.items())


def _in_words(member: str, value: object, names: Mapping[str, str]) -> tuple[str, object]:
    if value is None:
        return member.removesuffix("_id"), None
    if member.endswith("_organisation_id"):
        return member.removesuffix("_id"), names.get(str(value), SOMEBODY)
    if member.endswith("_cents"):
        return member.removesuffix("_cents"), euros(int(str(value)))
    if member.endswith("_by"):
        return member, moment(datetime.fromisoformat(str(value)))
    if member in LABELS:
        return member, LABELS[member].get(str(value))
    return member, value
