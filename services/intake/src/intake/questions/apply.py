"""Taking steps, many at once: the questions, their history, their clocks and what is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.work import Work
from contracts.intake import QuestionFact

from intake.network.terms import terms_of
from intake.questions import deadlines
from intake.questions.events import fact_of
from intake.questions.history import History, Taken, taken
from intake.questions.question import Question
from intake.questions.repository import Questions
from intake.questions.steps import Move, after, announces
from intake.settings import Terms


@dataclass(frozen=True, slots=True)
class Moved:
    before: Question
    after: Question
    move: Move


async def carry_out(
    steps: Sequence[tuple[Question, Move]],
    work: Work,
    by_role: str,
    *,
    by_organisation_id: UUID | None = None,
) -> list[Moved]:
    """Take the steps and keep them; IllegalTransition when one cannot be taken."""
    terms = await terms_of({question.municipality_code for question, _ in steps}, work)
    moves = [_moved(question, move, terms, work.now) for question, move in steps]
    await Questions(work.db).keep([one.after for one in moves])
    await History(work.db).add(_history(moves, by_organisation_id), by_role, work.now)
    turns = [move for move in moves if deadlines.kinds(move.before) != deadlines.kinds(move.after)]
    await work.clocks.change(
        [clock for turn in turns for clock in deadlines.running(turn.before, work.now)],
        [clock for turn in turns for clock in deadlines.started(turn.after, terms, work.now)],
    )
    return moves


def facts(moves: Sequence[Moved], now: datetime) -> list[QuestionFact]:
    """What is to be announced of them."""
    said = [one for one in moves if announces(one.before, one.move)]
    return [fact_of(one.before, one.after, one.move, now) for one in said]


def _moved(question: Question, move: Move, terms: Mapping[str, Terms], now: datetime) -> Moved:
    then = after(question, move)
    agreed = terms[question.municipality_code]
    return Moved(question, deadlines.with_deadline(question, then, move, agreed, now), move)


def _history(moves: Sequence[Moved], organisation_id: UUID | None) -> list[Taken]:
    """A fact about a handover was made by the organisation that it names."""
    return [
        taken(one.before, one.after, one.move, organisation_id or one.move.organisation_id)
        for one in moves
    ]
