"""The Dutch that people read."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from contracts.vocabulary import HandoverMode, ProviderKind, Theme

from routing.assignment.domain.rules import Rule
from routing.case.lifecycle import TAKEN_BY, Party, State, Step

THEMES: Final[Mapping[Theme, str]] = {
    Theme.VOLUNTEERS: "vrijwilligers en kader",
    Theme.GOVERNANCE: "bestuur en organisatie",
    Theme.MEMBERSHIP: "werven en behouden van leden",
    Theme.FINANCE: "financiën en btw",
    Theme.FUNDING: "subsidies en het Sportakkoord",
    Theme.ACCOMMODATION: "accommodatie en huisvesting",
    Theme.SPACE: "ruimte voor sport",
    Theme.REGULATION: "wetten en regels",
    Theme.SUSTAINABILITY: "verduurzaming",
    Theme.SOCIAL_SAFETY: "beleid voor sociaal veilige sport",
    Theme.INCLUSION: "diversiteit en inclusie",
    Theme.MARKETING: "marketing en zichtbaarheid",
    Theme.COLLABORATION: "samenwerking met onderwijs, zorg of bedrijven",
    Theme.SPORT_SPECIFIC: "één sport of een opleiding",
    Theme.NETWORK: "netwerk en belangen",
    Theme.OTHER: "overige onderwerpen",
}

PROVIDERS: Final[Mapping[ProviderKind, str]] = {
    ProviderKind.CLUB: "sportclubs",
    ProviderKind.ENTREPRENEUR: "sportondernemers",
}

STATES: Final[Mapping[State, str]] = {
    State.REQUESTED: "aangevraagd",
    State.ACKNOWLEDGED: "ontvangen",
    State.INFO_REQUESTED: "in afwachting van informatie",
    State.ACCEPTED: "geaccepteerd",
    State.CONTACT_MADE: "in contact met de aanbieder",
    State.IN_PROGRESS: "in uitvoering",
    State.ON_HOLD: "aangehouden",
    State.CANCELLATION_REQUESTED: "in afwachting van intrekking",
    State.DECLINED: "geweigerd",
    State.EXPIRED: "verlopen",
    State.RETURNED: "teruggegeven",
    State.CANCELLED: "ingetrokken",
    State.COMPLETED: "afgerond",
    State.FAILED: "mislukt",
}

STEPS: Final[Mapping[Step, str]] = {
    Step.REQUEST: "aanvragen",
    Step.ACKNOWLEDGE: "ontvangst melden",
    Step.REQUEST_INFORMATION: "om informatie vragen",
    Step.PROVIDE_INFORMATION: "informatie geven",
    Step.ACCEPT: "accepteren",
    Step.DECLINE: "weigeren",
    Step.EXPIRE: "laten verlopen",
    Step.MAKE_CONTACT: "contact melden",
    Step.REPORT_PROGRESS: "voortgang melden",
    Step.PUT_ON_HOLD: "aanhouden",
    Step.RESUME: "hervatten",
    Step.RETURN: "teruggeven",
    Step.COMPLETE: "afronden",
    Step.FAIL: "als mislukt melden",
    Step.REQUEST_CANCELLATION: "om intrekking vragen",
    Step.CONFIRM_CANCELLATION: "intrekking bevestigen",
    Step.CANCEL: "intrekken",
}

MODES: Final[Mapping[HandoverMode, str]] = {
    HandoverMode.WARM: "een warme overdracht",
    HandoverMode.COLD: "een gewone overdracht",
}


def why(rule: Rule, receiver: UUID, via: UUID | None, names: Mapping[UUID, str]) -> str:
    """Why this organisation was asked, in words without a judgement (S1, P27)."""
    about = f" over {THEMES[rule.theme]}" if rule.theme else ""
    by_whom = f" van {PROVIDERS[rule.provider_kind]}" if rule.provider_kind else ""
    entry = rule.entry_organisation_id
    where = f" die binnenkomen bij {_name(entry, names)}" if entry else ""
    through = f" via {_name(via, names)}" if via else ""
    return (
        f"Routeringsregel {rule.rule_id}, versie {rule.version}: vragen{about}{by_whom} uit "
        f"gemeente {rule.municipality_code}{where} gaan{through} naar {_name(receiver, names)}, "
        f"met {MODES[rule.mode]}."
    )


def cannot(state: State, possible: list[Step]) -> str:
    """What the state is, and what can be done in it."""
    can = ", ".join(STEPS[step] for step in possible if TAKEN_BY[step] != {Party.SYSTEM})
    return f"De overdracht is {STATES[state]}. Dit kan nu: {can or 'niets meer'}."


def _name(organisation_id: UUID, names: Mapping[UUID, str]) -> str:
    return names.get(organisation_id, str(organisation_id))
