"""Taking steps, many at once: the questions, their history, their clocks and what is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from chassis.work import Work
from contracts.intake import QuestionFact

from intake import deadlines
from intake.announcing import fact_of
from intake.domain.moves import Move, after, announces
from intake.domain.question import Question
from intake.repository.history import History, Taken, taken
from intake.repository.questions import Questions
from intake.settings import terms


@dataclass(frozen=True, slots=True)
class Moved:
    before: Question
    after: Question
    move: Move

    @property
    def is_said(self) -> bool:
        return announces(self.before, self.move)


def moved(question: Question, move: Move, work: Work) -> Moved:
    """The step taken, in memory; IllegalTransition when it cannot be."""
    then = after(question, move)
    timed = deadlines.with_deadline(question, then, move, terms(), work.now)
    return Moved(question, timed, move)


async def carry_out(
    moves: Sequence[Moved],
    work: Work,
    by_role: str,
    *,
    by_organisation_id: UUID | None = None,
    rung: str | None = None,
) -> list[QuestionFact]:
    """Keep the steps; what is returned is to be announced. `rung`: the clock that made them."""
    await Questions(work.db).keep([one.after for one in moves])
    await History(work.db).add(_history(moves, by_organisation_id), by_role, work.now)
    await _adjust_clocks(moves, work, rung)
    return [fact_of(m.before, m.after, m.move, work.now) for m in moves if m.is_said]


def _history(moves: Sequence[Moved], organisation_id: UUID | None) -> list[Taken]:
    """A fact about a handover was made by the organisation that it names."""
    return [
        taken(one.before, one.after, one.move, organisation_id or one.move.organisation_id)
        for one in moves
    ]


async def _adjust_clocks(moves: Sequence[Moved], work: Work, rung: str | None) -> None:
    stopped = [
        (kind, one.after.id) for one in moves for kind in deadlines.stopped(one.before, one.after)
    ]
    # A clock that rings is stopped by the chassis, which takes one that is gone for cancelled.
    await work.clocks.cancel(pair for pair in stopped if pair[0] != rung)
    await work.clocks.set(
        [
            clock
            for one in moves
            for clock in deadlines.started(one.before, one.after, terms(), work.now)
        ]
    )
