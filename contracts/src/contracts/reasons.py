"""Why something was done, or did not come about: codes with their Dutch, as in `vocabulary`."""

from contracts.open_enumeration import OpenEnumeration


class ColdReason(OpenEnumeration):
    """What kept a handover from being a warm one."""

    NO_NAMED_RECEIVER = "no_named_receiver", "niemand met naam heeft de vraag opgepakt"
    NO_INTRODUCTION = "no_introduction", "er was geen kennismaking"
    CONTACT_TOO_LATE = "contact_too_late", "er was niet op tijd contact"
    NO_FEEDBACK_TO_SENDER = (
        "no_feedback_to_sender",
        "er was geen organisatie die hoorde hoe het ging",
    )


class DeclineReason(OpenEnumeration):
    NO_CAPACITY = "no_capacity", "er is geen tijd of plaats"
    WAITING_LIST = "waiting_list", "er is een wachtlijst"
    WRONG_THEME = "wrong_theme", "het onderwerp past niet"
    WRONG_AREA = "wrong_area", "het gebied past niet"
    CONFLICT_OF_INTEREST = "conflict_of_interest", "er is een eigen belang"
    INSUFFICIENT_INFORMATION = "insufficient_information", "er is te weinig informatie"
    NO_CONSENT = "no_consent", "er is geen toestemming om gegevens te delen"


class ReturnReason(OpenEnumeration):
    NO_CAPACITY = "no_capacity", "er is geen tijd of plaats"
    WRONG_THEME = "wrong_theme", "het onderwerp past niet"
    WRONG_AREA = "wrong_area", "het gebied past niet"
    CONFLICT_OF_INTEREST = "conflict_of_interest", "er is een eigen belang"
    OTHER_EXPERTISE_NEEDED = "other_expertise_needed", "er is andere kennis nodig"
    NO_CONSENT = "no_consent", "er is geen toestemming om gegevens te delen"
    OTHER = "other", "iets anders"


class HoldReason(OpenEnumeration):
    WAITING_FOR_PROVIDER = "waiting_for_provider", "het is wachten op de aanbieder"
    WAITING_FOR_PARTNER = "waiting_for_partner", "het is wachten op een andere organisatie"
    WAITING_FOR_DECISION = "waiting_for_decision", "het is wachten op een besluit"
    NO_CAPACITY = "no_capacity", "er is geen tijd of plaats"
    OUT_OF_SEASON = "out_of_season", "het is niet het seizoen"
    OTHER = "other", "iets anders"


class FailReason(OpenEnumeration):
    PROVIDER_NOT_REACHABLE = "provider_not_reachable", "de aanbieder is niet bereikbaar"
    PROVIDER_STOPPED = "provider_stopped", "de aanbieder is gestopt"
    NO_SOLUTION = "no_solution", "er is geen oplossing"
    NO_MEANS = "no_means", "er is geen geld of materiaal"
    OTHER = "other", "iets anders"


class Unanswered(OpenEnumeration):
    """What did not come within the term of a handover."""

    ACKNOWLEDGEMENT = "acknowledgement", "het verzoek is niet op tijd gezien"
    REPLY = "reply", "er kwam niet op tijd een antwoord"


class EscalationReason(OpenEnumeration):
    EXPIRED = "expired", "er is niet op tijd gereageerd"
    NO_RESPONDER = "no_responder", "er is geen organisatie voor deze vraag"
    ATTEMPTS_USED_UP = "attempts_used_up", "geen enkele gevraagde organisatie nam de vraag over"
    NO_CONTACT_IN_TIME = "no_contact_in_time", "er is niet op tijd contact gelegd"
    NO_CONSENT = "no_consent", "de vraagsteller gaf nog geen toestemming"
    WRONG_THEME = "wrong_theme", "de vraag gaat over een ander onderwerp"
    TAKEN_BACK = "taken_back", "het loket nam de vraag terug"
    REOPENED = "reopened", "de vraagsteller is nog niet geholpen"
    NO_RESPONSE = "no_response", "de organisatie liet niets meer horen"
    CONTACT_DENIED = "contact_denied", "de aanbieder zegt dat er geen contact was"


class RejectionReason(OpenEnumeration):
    CEILING_REACHED = "ceiling_reached", "het budget is op"
    NOT_ELIGIBLE = "not_eligible", "de aanvraag past niet bij de regels"
    LEGAL_FORM = "legal_form", "de rechtsvorm past niet bij de regels"
    INCOMPLETE = "incomplete", "de aanvraag is niet compleet"
    NOT_SUPPORTED = "not_supported", "de aanvraag kreeg niet genoeg steun"


class DiversionReason(OpenEnumeration):
    """Why a question does not belong here."""

    SAFETY = "safety", "een melding met gevaar"
    OUTSIDE_SCOPE = "outside_scope", "een vraag die niet over sport gaat"
