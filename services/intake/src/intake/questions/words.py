"""The Dutch words for states and steps, and what an asker reads of an outcome."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from chassis.clocks.dutch_dates import at_the_latest
from contracts.vocabulary import QuestionOutcome

from intake.questions.life_cycle import State, Step
from intake.questions.question import Question
from intake.shared.municipalities import municipalities

STATES: Final[Mapping[State, str]] = {
    State.RECEIVED: "ontvangen",
    State.TRIAGING: "in triage",
    State.AWAITING_PROVIDER: "aan het wachten op de aanbieder",
    State.ROUTED: "doorgezet",
    State.IN_PROGRESS: "in behandeling",
    State.ANSWERED: "beantwoord",
    State.REOPENED: "heropend",
    State.CLOSED: "gesloten",
    State.WITHDRAWN: "ingetrokken",
    State.DIVERTED: "omgeleid",
    State.DUPLICATE: "dubbel",
}

_STATES_FOR_ASKERS: Final[Mapping[State, str]] = {
    State.RECEIVED: "wij zoeken wie u kan helpen",
    State.TRIAGING: "wij bekijken uw vraag",
    State.AWAITING_PROVIDER: "wij wachten op uw antwoord",
    State.ROUTED: "een organisatie kijkt of zij u kan helpen",
    State.IN_PROGRESS: "een organisatie helpt u",
    State.ANSWERED: "beantwoord",
    State.REOPENED: "wij bekijken uw vraag opnieuw",
    State.CLOSED: "afgerond",
    State.WITHDRAWN: "ingetrokken",
    State.DIVERTED: "u kunt beter ergens anders terecht",
    State.DUPLICATE: "samengevoegd met uw eerdere vraag",
}

STEPS: Final[Mapping[Step, str]] = {
    Step.TRIAGE: "oppakken",
    Step.CLASSIFY: "een thema kiezen",
    Step.REQUEST_INFORMATION: "om informatie vragen",
    Step.PROVIDE_INFORMATION: "informatie geven",
    Step.ANSWER: "beantwoorden",
    Step.CLOSE: "sluiten",
    Step.REOPEN: "heropenen",
    Step.WITHDRAW: "intrekken",
    Step.DIVERT: "omleiden",
    Step.MERGE: "samenvoegen",
    Step.UNMERGE: "weer losmaken",
    Step.RECORD_CONSENT: "vastleggen of er toestemming is",
    Step.TAKE_BACK: "terugnemen",
    Step.CONFIRM_CONTACT: "zeggen of er contact was",
}
"""The steps that people take."""

HAPPENED: Final[Mapping[str, str]] = {
    Step.TRIAGE: "opgepakt",
    Step.CLASSIFY: "een thema gekozen",
    Step.REQUEST_INFORMATION: "om informatie gevraagd",
    Step.PROVIDE_INFORMATION: "informatie gegeven",
    Step.ANSWER: "beantwoord",
    Step.CLOSE: "gesloten",
    Step.REOPEN: "heropend",
    Step.WITHDRAW: "ingetrokken",
    Step.DIVERT: "omgeleid",
    Step.MERGE: "samengevoegd",
    Step.UNMERGE: "losgemaakt",
    Step.RECORD_CONSENT: "vastgelegd of er toestemming is",
    Step.TAKE_BACK: "teruggenomen",
    Step.CONFIRM_CONTACT: "gezegd of er contact was",
    Step.END_TRIAGE_TERM: "de termijn is voorbij",
    Step.REMIND_PROVIDER: "de aanbieder herinnerd",
    Step.END_SILENCE: "de aanbieder gaf geen antwoord",
    Step.END_CHECK: "na de termijn gesloten",
    Step.ESCALATE: "opgeschaald",
}
"""Of a question; every other step is about its handover."""

OUTCOMES: Final[Mapping[QuestionOutcome, str]] = {
    QuestionOutcome.HELPED: "U bent geholpen.",
    QuestionOutcome.PARTLY_HELPED: "U bent voor een deel geholpen.",
    QuestionOutcome.NOT_HELPED: "Het is niet gelukt om u te helpen.",
    QuestionOutcome.REFERRED_OUTSIDE_NETWORK: "U bent verwezen naar iemand anders.",
    QuestionOutcome.NOT_REACHABLE: "Het is niet gelukt om u te bereiken.",
    QuestionOutcome.NO_LONGER_NEEDED: "Hulp is niet meer nodig.",
}


def outcome_for_asker(outcome: QuestionOutcome) -> str:
    return OUTCOMES.get(outcome) or f"Dit is de uitkomst: {outcome.label}."


NEXT: Final[Mapping[State, str]] = {
    State.RECEIVED: "Uw vraag is ontvangen. {desk} zoekt nu wie u het beste kan helpen. "
    "U hoort {by} hoe het verdergaat.",
    State.TRIAGING: "{desk} bekijkt uw vraag. U hoort {by} hoe het verdergaat.",
    State.REOPENED: "{desk} bekijkt uw vraag opnieuw. U hoort {by} hoe het verdergaat.",
    State.AWAITING_PROVIDER: "Wij willen graag meer van u weten. Laat het ons {by} weten.",
    State.ROUTED: "{organisation} heeft uw vraag gekregen. Wij horen {by} of zij u kan helpen.",
    State.IN_PROGRESS: "{organisation} helpt u met uw vraag. U hoort {by} van deze organisatie.",
    State.ANSWERED: "Uw vraag is beantwoord. Bent u niet geholpen? Laat het ons {by} weten.",
    State.CLOSED: "Uw vraag is afgerond.",
    State.WITHDRAWN: "Uw vraag is ingetrokken.",
    State.DIVERTED: "Met deze vraag kunt u beter ergens anders terecht.",
    State.DUPLICATE: "Deze vraag hadden wij al. Wij gaan verder met de eerste.",
}


def desk_of(municipality_code: str) -> str:
    """What a desk is called that has no name of its own."""
    place = municipalities().get(municipality_code, "uw gemeente")
    return f"Het sport- en beweegloket van {place}"


NEEDS_CONSENT: Final = (
    "Wij mogen uw vraag nog niet doorgeven aan een organisatie die u kan helpen. "
    "Laat ons weten of dat mag. {desk} kan u ook zelf helpen."
)


def state_for_asker(question: Question) -> str:
    return (
        "wij wachten op uw toestemming"
        if question.needs_consent
        else _STATES_FOR_ASKERS[question.state]
    )


def what_happens_next(
    question: Question, now: datetime, *, desk: str | None, organisation: str | None = None
) -> str:
    """`desk` and `organisation` are names, where they are known."""
    sentence = NEEDS_CONSENT if question.needs_consent else NEXT[question.state]
    return sentence.format(
        desk=desk or desk_of(question.municipality_code),
        organisation=organisation or "Een organisatie",
        by=_by(question.due_at, now),
    )


def since(steps: Sequence[str]) -> str:
    """What happened to a question since somebody looked."""
    happened = dict.fromkeys(
        HAPPENED.get(step, "iets veranderd aan de overdracht") for step in steps
    )
    return f"Sindsdien: {', '.join(happened)}."


def _by(moment: datetime | None, now: datetime) -> str:
    if moment is None or moment <= now:
        return "zo snel mogelijk"
    return at_the_latest(moment)


def refusal(state: State, possible: tuple[Step, ...]) -> str:
    """Which state the question is in, and what people can do with it then."""
    can = [STEPS[step] for step in possible if step in STEPS]
    now = f"De vraag is {STATES[state]}."
    return f"{now} Dit kan nu wel: {', '.join(can)}." if can else f"{now} Er kan niets meer mee."
