"""What an asker is shown: no working notes, and no names but those of organisations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from chassis.clocks.dutch_dates import day_of
from chassis.clocks.terms import AMSTERDAM
from contracts.vocabulary import ConsentGround, QuestionOutcome, Theme

from intake.asker_view.view import AskerView
from intake.questions.life_cycle import State, Step
from intake.questions.words import outcome_for_asker, state_for_asker
from intake.safety.domain import places
from intake.safety.schemas import Place
from intake.shared.schemas import FromDomain
from intake.shared.themes import label_of
from intake.staff_view.messages import Message
from intake.staff_view.schemas import NextAction


class MyDesk(FromDomain):
    name: str
    email: str | None
    telephone: str | None


class MyRemark(FromDomain):
    """What was written to the asker, and by the asker."""

    by: Literal["desk", "provider", "receiver"]
    text: str
    at: datetime


class MyQuestion(FromDomain):
    """The labels, `owner` and `message` are plain Dutch, for people."""

    theme: Theme
    theme_label: str
    asked_on: str
    state: State
    state_label: str
    owner: str | None
    """Who has the next action, by name."""
    next: NextAction | None
    message: str
    outcome: QuestionOutcome | None
    outcome_label: str | None
    consent: ConsentGround
    consent_is_asked: bool
    """Before anything is handed over, the asker is asked whether it may be."""
    also_asked: bool
    """The same was asked again; both go on as one."""
    desk: MyDesk | None
    places: list[Place]
    """Where to go, when it does not belong here."""
    steps: list[Step]
    """What the asker can do now."""


class MyQuestionInFull(MyQuestion):
    """Only for who looks: answers to commands are kept for a while, and hold nobody's words."""

    remarks: list[MyRemark]


def in_full(question: MyQuestion, remarks: Sequence[Message]) -> MyQuestionInFull:
    shown = [MyRemark.model_validate(remark) for remark in remarks]
    return MyQuestionInFull(**question.model_dump(), remarks=shown)


def my_question(seen: AskerView) -> MyQuestion:
    question = seen.question
    diverted = question.state is State.DIVERTED
    return MyQuestion(
        theme=question.theme,
        theme_label=label_of(question.theme),
        asked_on=day_of(question.asked_at.astimezone(AMSTERDAM)),
        state=question.state,
        state_label=state_for_asker(question),
        owner=seen.owner,
        next=seen.next and NextAction.model_validate(seen.next),
        message=seen.message,
        outcome=question.outcome,
        outcome_label=outcome_for_asker(question.outcome) if question.outcome else None,
        consent=question.consent,
        consent_is_asked=question.is_open and question.consent is ConsentGround.NOT_ASKED,
        also_asked=seen.also_asked,
        desk=seen.desk and MyDesk.model_validate(seen.desk),
        places=[Place(**place) for place in places()] if diverted else [],
        steps=list(seen.steps),
    )
