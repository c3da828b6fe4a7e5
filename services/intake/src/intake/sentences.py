"""What people read, in plain Dutch (B1)."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Final

from chassis.terms import AMSTERDAM

from intake.domain.question import Question
from intake.domain.states import State, Step
from intake.municipalities import municipalities

GO_ELSEWHERE: Final = (
    "Het lijkt erop dat u iets wilt melden over grensoverschrijdend gedrag. "
    "Daar kunnen wij u niet goed bij helpen, deze mensen wel. "
    "Wij hebben niets bewaard van wat u schreef."
)

NEXT: Final[Mapping[State, str]] = {
    State.RECEIVED: "Uw vraag is ontvangen. Het sport- en beweegloket van {place} zoekt nu "
    "wie u het beste kan helpen. U hoort {by} hoe het verdergaat.",
    State.TRIAGING: "Het sport- en beweegloket van {place} bekijkt uw vraag. "
    "U hoort {by} hoe het verdergaat.",
    State.REOPENED: "Het sport- en beweegloket van {place} bekijkt uw vraag opnieuw. "
    "U hoort {by} hoe het verdergaat.",
    State.AWAITING_PROVIDER: "Wij willen graag meer van u weten. Laat het ons {by} weten.",
    State.ROUTED: "Een organisatie heeft uw vraag gekregen. Zij zegt {by} of zij u kan helpen.",
    State.IN_PROGRESS: "Een organisatie helpt u met uw vraag. U hoort {by} van haar.",
    State.ANSWERED: "Uw vraag is beantwoord. Bent u niet geholpen? Laat het ons {by} weten.",
    State.CLOSED: "Uw vraag is afgerond.",
    State.WITHDRAWN: "Uw vraag is ingetrokken.",
    State.DIVERTED: "Met deze vraag kunt u beter ergens anders terecht.",
    State.DUPLICATE: "Deze vraag hadden wij al. Wij gaan verder met de eerste.",
}

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
}
"""The steps that people take."""

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def what_happens_next(question: Question, now: datetime) -> str:
    place = municipalities().get(question.municipality_code, "uw gemeente")
    return NEXT[question.state].format(place=place, by=_by(question.due_at, now))


def _by(moment: datetime | None, now: datetime) -> str:
    if moment is None or moment <= now:
        return "zo snel mogelijk"
    local = moment.astimezone(AMSTERDAM)
    if local.time() == time():  # the midnight after the last day
        return f"uiterlijk op {_day(local - timedelta(days=1))}"
    return f"uiterlijk op {_day(local)} om {local:%H.%M} uur"


def _day(moment: datetime) -> str:
    return f"{DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def refusal(state: State, possible: tuple[Step, ...]) -> str:
    """Which state the question is in, and what people can do with it then."""
    can = [STEPS[step] for step in possible if step in STEPS]
    now = f"De vraag is {STATES[state]}."
    return f"{now} Dit kan nu wel: {', '.join(can)}." if can else f"{now} Er kan niets meer mee."
