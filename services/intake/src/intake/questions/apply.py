"""Taking steps, many at once: the questions, their history, their clocks and what is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.work import Work
from contracts.intake import QuestionFact

from intake.network.terms import terms_of
from intake.questions import deadlines
from intake.questions.events import diversion_counted, fact_of
from intake.questions.history import History, Taken, taken
from intake.questions.life_cycle import Step
from intake.questions.question import Question
from intake.questions.repository import Questions
from intake.questions.steps import Move, after, announces
from intake.settings import Terms


@dataclass(frozen=True, slots=True)
class AppliedStep:
    before: Question
    after: Question
    move: Move


async def apply(
    steps: Sequence[tuple[Question, Move]],
    work: Work,
    by_role: str,
    *,
    by_organisation_id: UUID | None = None,
) -> list[AppliedStep]:
    """Take the steps and keep them; IllegalTransition when one cannot be taken."""
    terms = await terms_of({question.municipality_code for question, _ in steps}, work)
    applied = [_applied(question, move, terms, work.now) for question, move in steps]
    await Questions(work.db).save([step.after for step in applied])
    await History(work.db).add(_history(applied, by_organisation_id), by_role, work.now)
    turns = [
        step for step in applied if deadlines.kinds(step.before) != deadlines.kinds(step.after)
    ]
    await work.clocks.change(
        [clock for turn in turns for clock in deadlines.running(turn.before, work.now)],
        [clock for turn in turns for clock in deadlines.started(turn.after, terms, work.now)],
    )
    return applied


def events_of(applied: Sequence[AppliedStep], now: datetime) -> list[QuestionFact]:
    """What is to be announced of them."""
    return [fact for step in applied for fact in _said_of(step, now)]


def _said_of(step: AppliedStep, now: datetime) -> Iterator[QuestionFact]:
    """Why a question was diverted is counted apart from the question."""
    if not announces(step.before, step.move):
        return
    yield fact_of(step.before, step.after, step.move, now)
    if step.move.step is Step.DIVERT and step.move.reason:
        yield diversion_counted(step.after.municipality_code, step.move.reason, now)


def _applied(
    question: Question, move: Move, terms: Mapping[str, Terms], now: datetime
) -> AppliedStep:
    then = after(question, move)
    agreed = terms[question.municipality_code]
    return AppliedStep(question, deadlines.with_deadline(question, then, move, agreed, now), move)


def _history(applied: Sequence[AppliedStep], organisation_id: UUID | None) -> list[Taken]:
    """A fact about a handover was made by the organisation that it names."""
    return [
        taken(step.before, step.after, step.move, organisation_id or step.move.organisation_id)
        for step in applied
    ]
