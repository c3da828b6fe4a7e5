"""The forms on the page of a link: the steps that the receiver can take now, and what they say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from contracts.problems import Problem, problems_of
from pydantic import TypeAdapter, ValidationError

from routing.case.handover import Handover
from routing.case.move import possible_steps
from routing.case.states import Party
from routing.case.step_forms import RECEIVER_FIELDS, Field
from routing.case.steps import STEPS, TAKEN_BY, Step
from routing.handovers.replies.schemas import AnyStepBody, StepBody


@dataclass(frozen=True, slots=True)
class StepForm:
    step: Step
    title: str
    button: str
    fields: tuple[Field, ...] = ()
    hint: str | None = None


FORMS: Final = tuple(
    StepForm(each.step, each.form.title, each.form.button, each.form.fields, each.form.hint)
    for each in STEPS.values()
    if each.form
)
LABELS: Final = {field.name: field.label for form in FORMS for field in form.fields}

_step_taken: TypeAdapter[StepBody] = TypeAdapter(AnyStepBody)


class NotFilledIn(Exception):
    """What is missing or wrong in a form, in sentences for who filled it in."""

    def __init__(self, flaws: Iterable[str]) -> None:
        super().__init__("a form is not filled in right")
        self.flaws = list(flaws)


def forms_for(handover: Handover) -> list[StepForm]:
    possible = possible_steps(handover)
    return [
        form for form in FORMS if form.step in possible and Party.RECEIVER in TAKEN_BY[form.step]
    ]


def step_in(form: Mapping[str, object]) -> StepBody:
    """The step that a filled in form stands for; NotFilledIn with all that is wrong."""
    filled: dict[str, object] = {name: value for name, value in form.items() if value != ""}
    if filled.get("step") == Step.ACCEPT:
        receiver = {
            field.name: filled.pop(field.name) for field in RECEIVER_FIELDS if field.name in filled
        }
        filled["receiver"] = receiver
    try:
        return _step_taken.validate_python(filled)
    except ValidationError as error:
        problems = problems_of(error)
        raise NotFilledIn(_sentence(problem) for problem in problems) from None


def _sentence(problem: Problem) -> str:
    label = LABELS.get(problem.pointer.rpartition("/")[2])
    return f"{label.rstrip('?')}: {problem.detail}" if label else problem.detail
