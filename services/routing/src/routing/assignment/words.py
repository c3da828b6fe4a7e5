"""Why somebody was asked and others were not, in Dutch and without a judgement (S1, P27)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final
from uuid import UUID

from routing.assignment.domain.matrix import Role
from routing.assignment.domain.rules import Rule
from routing.case.explanation_record import Basis, NotAskedBecause

PASSED_OVER: Final[Mapping[NotAskedBecause, str]] = {
    NotAskedBecause.ASKED_BEFORE: "is voor deze vraag al eerder gevraagd",
    NotAskedBecause.LEFT_NETWORK: "doet niet meer mee in het netwerk",
    NotAskedBecause.NO_PROFILE: "heeft als platform nog geen soort en niveaus vastgelegd",
    NotAskedBecause.OTHER_LEVEL: "werkt als platform op een ander niveau",
    NotAskedBecause.CONFLICT_OF_INTEREST: "is zelf verbonden met deze aanbieder",
    NotAskedBecause.NOT_QUALIFIED: (
        "heeft nu geen ondersteuner met een geldige kwalificatie hiervoor"
    ),
    NotAskedBecause.CLOSED: "neemt nu geen vragen aan",
    NotAskedBecause.ABSENT: "is nu afwezig",
    NotAskedBecause.FULL: "heeft zo veel lopende overdrachten als er tegelijk kunnen",
    NotAskedBecause.WAITING_LIST: "heeft een wachtlijst",
    NotAskedBecause.LATER_IN_ORDER: "staat later in de volgorde",
    NotAskedBecause.MORE_OPEN_WORK: "heeft meer lopende overdrachten",
    NotAskedBecause.ASKED_LATER: "is korter geleden gevraagd",
    NotAskedBecause.SAME_FOOTING: (
        "is even druk en even lang niet gevraagd; de vaste volgorde telde"
    ),
}
CHOSEN: Final = "is gevraagd"
NOBODY: Final = "Er was niemand die nu gevraagd kon worden."
VIA: Final = "Sportondernemers gaan in deze gemeente via {office}."


class RerouteReason(StrEnum):
    """Why a person sends a question to somebody else."""

    NO_ANSWER = "no_answer"
    NO_CAPACITY = "no_capacity"
    WRONG_THEME = "wrong_theme"
    WRONG_AREA = "wrong_area"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    OTHER_EXPERTISE_NEEDED = "other_expertise_needed"
    PROVIDER_ASKED = "provider_asked"
    NEW_AGREEMENT = "new_agreement"
    OTHER = "other"


REROUTED: Final[Mapping[RerouteReason, str]] = {
    RerouteReason.NO_ANSWER: "er kwam geen antwoord",
    RerouteReason.NO_CAPACITY: "er was geen ruimte",
    RerouteReason.WRONG_THEME: "het gaat over een ander onderwerp",
    RerouteReason.WRONG_AREA: "het gaat over een ander gebied",
    RerouteReason.CONFLICT_OF_INTEREST: "er was een eigen belang",
    RerouteReason.OTHER_EXPERTISE_NEEDED: "er is andere kennis nodig",
    RerouteReason.PROVIDER_ASKED: "de aanbieder vroeg erom",
    RerouteReason.NEW_AGREEMENT: "er is een nieuwe afspraak",
    RerouteReason.OTHER: "om een andere reden",
}

ROLES: Final[Mapping[Role, str]] = {
    Role.FIRST_RESPONDER: "antwoordt als eerste",
    Role.DECIDES: "beslist",
    Role.ADVISES: "adviseert",
    Role.INFORMED: "hoort ervan",
}

# Of rules `why` tells more.
BECAUSE: Final[Mapping[Basis, str]] = {
    Basis.RULE: "Routeringsregel {ground}, versie {version}, noemt {receiver}.",
    Basis.MATRIX: (
        "Verantwoordelijkheden van gemeente {code}, versie {version}: {receiver} pakt vragen over "
        "{theme} als eerste op."
    ),
    Basis.AGREEMENT: (
        "Werkafspraak {ground}, versie {version}: {receiver} pakt in gemeente {code} vragen over "
        "{theme} op."
    ),
    Basis.ADVISER: (
        "Vragen om procesbegeleiding in gemeente {code} gaan naar de adviseur lokale sport: "
        "{receiver}."
    ),
    Basis.PERSON: "Een loketcoördinator koos {receiver}: {reason}.",
}


def why(rule: Rule, receiver: UUID, via: UUID | None, names: Mapping[UUID, str]) -> str:
    """Why this organisation was asked, in words without a judgement (S1, P27)."""
    about = f" over {rule.theme.label}" if rule.theme else ""
    by_whom = f" van {rule.provider_kind.label}" if rule.provider_kind else ""
    entry = rule.entry_organisation_id
    where = f" die binnenkomen bij {_name(entry, names)}" if entry else ""
    through = f" via {_name(via, names)}" if via else ""
    return (
        f"Routeringsregel {rule.rule_id}, versie {rule.version}: vragen{about}{by_whom} uit "
        f"gemeente {rule.municipality_code}{where} gaan{through} naar {_name(receiver, names)}, "
        f"met {rule.mode.label}."
    )


def _name(organisation_id: UUID, names: Mapping[UUID, str]) -> str:
    return names.get(organisation_id, str(organisation_id))
