"""What people read, in plain Dutch (B1)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from chassis.clocks.dutch_dates import at_the_latest

from intake.questions.life_cycle import State, Step
from intake.questions.question import Question
from intake.questions.words import HAPPENED, STATES, STEPS
from intake.shared.municipalities import municipalities

GO_ELSEWHERE: Final = (
    "Het lijkt erop dat u iets wilt melden over grensoverschrijdend gedrag. "
    "Daar kunnen wij u niet goed bij helpen, deze mensen wel. "
    "Wij hebben niets bewaard van wat u schreef."
)

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


def what_happens_next(
    question: Question, now: datetime, *, desk: str | None, organisation: str | None = None
) -> str:
    """`desk` and `organisation` are names, where they are known."""
    return NEXT[question.state].format(
        desk=desk or desk_of(question.municipality_code),
        organisation=organisation or "Een organisatie",
        by=_by(question.due_at, now),
    )


def since(steps: Sequence[str]) -> str:
    """What happened to a question since somebody looked."""
    told = dict.fromkeys(HAPPENED.get(step, "iets veranderd aan de overdracht") for step in steps)
    return f"Sindsdien: {', '.join(told)}."


def _by(moment: datetime | None, now: datetime) -> str:
    if moment is None or moment <= now:
        return "zo snel mogelijk"
    return at_the_latest(moment)


def refusal(state: State, possible: tuple[Step, ...]) -> str:
    """Which state the question is in, and what people can do with it then."""
    can = [STEPS[step] for step in possible if step in STEPS]
    now = f"De vraag is {STATES[state]}."
    return f"{now} Dit kan nu wel: {', '.join(can)}." if can else f"{now} Er kan niets meer mee."
