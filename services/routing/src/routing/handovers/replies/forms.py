"""The forms on the page of a link: the steps that the receiver can take now, and what they say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from contracts.open_enumeration import OpenEnumeration
from contracts.problems import problems_of
from contracts.vocabulary import (
    DeclineReason,
    FailReason,
    HandoverOutcome,
    HoldReason,
    IntroductionMeans,
    ReceiverKind,
    ReturnReason,
)
from pydantic import TypeAdapter, ValidationError

from routing.case.handover import Handover
from routing.case.lifecycle import TAKEN_BY, Party, Step
from routing.case.steps import possible_steps
from routing.handovers.replies.bodies import StepTaken, Taken


@dataclass(frozen=True, slots=True)
class Field:
    """Without choices it is a line of text."""

    name: str
    label: str
    choices: type[OpenEnumeration] | None = None


@dataclass(frozen=True, slots=True)
class StepForm:
    step: Step
    title: str
    button: str
    fields: tuple[Field, ...] = ()


WHO: Final = (
    Field("kind", "Wie pakt de vraag op?", ReceiverKind),
    Field("name", "De naam van deze persoon of dit team"),
)
FORMS: Final = (
    StepForm(Step.ACCEPT, "Wij nemen de vraag over", "Overnemen", WHO),
    StepForm(
        Step.DECLINE,
        "Wij nemen de vraag niet over",
        "Niet overnemen",
        (Field("reason", "Waarom niet?", DeclineReason),),
    ),
    StepForm(Step.ACKNOWLEDGE, "Wij hebben de vraag gezien en beslissen later", "Gezien"),
    StepForm(Step.REQUEST_INFORMATION, "Wij willen eerst meer weten", "Om informatie vragen"),
    StepForm(
        Step.MAKE_CONTACT,
        "Wij hebben contact met de aanbieder",
        "Contact melden",
        (Field("introduction", "Hoe was het contact?", IntroductionMeans),),
    ),
    StepForm(Step.REPORT_PROGRESS, "Wij zijn ermee bezig", "Voortgang melden"),
    StepForm(
        Step.COMPLETE,
        "Wij zijn klaar",
        "Afronden",
        (Field("outcome", "Wat is de uitkomst?", HandoverOutcome),),
    ),
    StepForm(
        Step.PUT_ON_HOLD,
        "Wij wachten even",
        "Aanhouden",
        (Field("reason", "Waarom?", HoldReason),),
    ),
    StepForm(Step.RESUME, "Wij gaan weer verder", "Verdergaan"),
    StepForm(
        Step.RETURN,
        "Wij geven de vraag terug",
        "Teruggeven",
        (Field("reason", "Waarom?", ReturnReason),),
    ),
    StepForm(
        Step.FAIL,
        "Het is niet gelukt",
        "Als mislukt melden",
        (Field("reason", "Waarom niet?", FailReason),),
    ),
    StepForm(Step.CONFIRM_CANCELLATION, "Wij zijn gestopt, zoals gevraagd", "Stoppen bevestigen"),
)
LABELS: Final = {field.name: field.label for form in FORMS for field in form.fields}

_step_taken: TypeAdapter[Taken] = TypeAdapter(StepTaken)


class NotFilledIn(Exception):
    """What is missing or wrong in a form, in sentences for who filled it in."""

    def __init__(self, flaws: Iterable[str]) -> None:
        super().__init__("a form is not filled in right")
        self.flaws = list(flaws)


def forms_for(handover: Handover) -> list[StepForm]:
    possible = possible_steps(handover)
    return [f for f in FORMS if f.step in possible and Party.RECEIVER in TAKEN_BY[f.step]]


def step_in(form: Mapping[str, object]) -> Taken:
    """The step that a filled in form stands for; NotFilledIn with all that is wrong."""
    filled: dict[str, object] = {name: value for name, value in form.items() if value != ""}
    if filled.get("step") == Step.ACCEPT:
        who = {field.name: filled.pop(field.name) for field in WHO if field.name in filled}
        filled["receiver"] = who
    try:
        return _step_taken.validate_python(filled)
    except ValidationError as error:
        problems = problems_of(error)
        raise NotFilledIn(_sentence(one.pointer, one.detail) for one in problems) from None


def _sentence(pointer: str, detail: str) -> str:
    label = LABELS.get(pointer.rpartition("/")[2])
    return f"{label.rstrip('?')}: {detail}" if label else detail
