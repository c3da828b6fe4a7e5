"""The Dutch about the steps of a handover: why, how, with what outcome, and how warmly."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from contracts.vocabulary import (
    ColdReason,
    DeclineReason,
    HandoverOutcome,
    IntroductionMeans,
    ReceiverKind,
)

from routing.case.changes_since import Happened
from routing.case.handover import Handover
from routing.case.lifecycle import State
from routing.case.reasons import FailReason, HoldReason, ReturnReason
from routing.case.words import STEPS

COLD: Final[Mapping[ColdReason, str]] = {
    ColdReason.NO_NAMED_RECEIVER: "niemand met naam heeft de vraag opgepakt",
    ColdReason.NO_CONSENT: "de aanbieder gaf geen toestemming om gegevens te delen",
    ColdReason.NO_INTRODUCTION: "er was geen kennismaking",
    ColdReason.CONTACT_TOO_LATE: "er was niet op tijd contact",
    ColdReason.NO_FEEDBACK_TO_SENDER: "er was geen organisatie die hoorde hoe het ging",
}

DECLINES: Final[Mapping[StrEnum, str]] = {
    DeclineReason.NO_CAPACITY: "wij hebben nu geen tijd of plaats",
    DeclineReason.WAITING_LIST: "wij hebben een wachtlijst",
    DeclineReason.WRONG_THEME: "het onderwerp past niet bij ons",
    DeclineReason.WRONG_AREA: "wij werken niet in dit gebied",
    DeclineReason.CONFLICT_OF_INTEREST: "wij hebben zelf een belang",
    DeclineReason.INSUFFICIENT_INFORMATION: "wij weten te weinig",
    DeclineReason.NO_CONSENT: "er is geen toestemming om gegevens te delen",
}
RETURNS: Final[Mapping[StrEnum, str]] = {
    ReturnReason.NO_CAPACITY: "wij hebben geen tijd of plaats meer",
    ReturnReason.WRONG_THEME: "het onderwerp past niet bij ons",
    ReturnReason.WRONG_AREA: "wij werken niet in dit gebied",
    ReturnReason.CONFLICT_OF_INTEREST: "wij hebben zelf een belang",
    ReturnReason.OTHER_EXPERTISE_NEEDED: "er is andere kennis nodig",
    ReturnReason.NO_CONSENT: "er is geen toestemming om gegevens te delen",
    ReturnReason.OTHER: "er is iets anders",
}
HOLDS: Final[Mapping[StrEnum, str]] = {
    HoldReason.WAITING_FOR_PROVIDER: "wij wachten op de aanbieder",
    HoldReason.WAITING_FOR_PARTNER: "wij wachten op een andere organisatie",
    HoldReason.WAITING_FOR_DECISION: "wij wachten op een besluit",
    HoldReason.NO_CAPACITY: "wij hebben nu geen tijd of plaats",
    HoldReason.OUT_OF_SEASON: "het is nu niet het seizoen",
    HoldReason.OTHER: "er is iets anders",
}
FAILURES: Final[Mapping[StrEnum, str]] = {
    FailReason.PROVIDER_NOT_REACHABLE: "de aanbieder is niet bereikbaar",
    FailReason.PROVIDER_STOPPED: "de aanbieder is gestopt",
    FailReason.NO_SOLUTION: "er is geen oplossing",
    FailReason.NO_MEANS: "er is geen geld of materiaal",
    FailReason.OTHER: "er is iets anders",
}
OUTCOMES: Final[Mapping[StrEnum, str]] = {
    HandoverOutcome.HELPED: "geholpen",
    HandoverOutcome.PARTLY_HELPED: "voor een deel geholpen",
    HandoverOutcome.NOT_HELPED: "niet geholpen",
    HandoverOutcome.REFERRED_OUTSIDE_NETWORK: "doorverwezen naar een andere organisatie",
    HandoverOutcome.NOT_REACHABLE: "niet bereikt",
    HandoverOutcome.NO_LONGER_NEEDED: "hulp is niet meer nodig",
}
MEANS: Final[Mapping[StrEnum, str]] = {
    IntroductionMeans.CONVERSATION: "een gesprek",
    IntroductionMeans.TELEPHONE: "een telefoongesprek",
    IntroductionMeans.THREE_WAY_CONVERSATION: "een gesprek met zijn drieën",
    IntroductionMeans.MAIL_TO_ALL: "een mail aan iedereen",
}
RECEIVERS: Final[Mapping[StrEnum, str]] = {
    ReceiverKind.PERSON: "een persoon",
    ReceiverKind.TEAM: "een team",
}


def warmth_of(handover: Handover) -> str | None:
    """Warm or cold, and why; None until it is completed."""
    if handover.state is not State.COMPLETED:
        return None
    if handover.warm:
        return "Dit was een warme overdracht."
    return f"Dit was geen warme overdracht: {_listed(COLD[one] for one in handover.cold_because)}."


def since_then(happened: Iterable[Happened]) -> str:
    steps = [f"{STEPS[one.step]} (door {one.by or 'het loket'})" for one in happened]
    return f"Sindsdien: {', '.join(steps)}." if steps else ""


def _listed(reasons: Iterable[str]) -> str:
    *most, last = reasons
    return f"{', '.join(most)} en {last}" if most else last
