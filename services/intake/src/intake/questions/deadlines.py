"""By when the next action on a question must be done, and the clocks that watch it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from chassis.clocks.terms import Term, due
from chassis.work.clocks import Clock

from intake.questions.life_cycle import State, Step
from intake.questions.question import Question
from intake.questions.steps import Move
from intake.settings import Terms

TRIAGE, REMINDER, SILENCE, CHECK = (
    "triage",
    "provider_reminder",
    "provider_silence",
    "provider_check",
)

WATCHED: Final[Mapping[State, tuple[str, ...]]] = {
    State.RECEIVED: (TRIAGE,),
    State.TRIAGING: (TRIAGE,),
    State.REOPENED: (TRIAGE,),
    State.AWAITING_PROVIDER: (REMINDER, SILENCE),
    State.ANSWERED: (CHECK,),
}
"""The clocks that run in each state, the last to ring last; a handover's own run in routing."""


def term_of(kind: str, terms: Terms) -> Term:
    term: Term = getattr(terms, kind)
    return term


def kinds(question: Question) -> tuple[str, ...]:
    """The kinds of clock that run for a question as it is."""
    if question.state is State.AWAITING_PROVIDER and question.handover_id:
        return ()
    return WATCHED.get(question.state, ())


def with_deadline(
    before: Question, after: Question, move: Move, terms: Terms, now: datetime
) -> Question:
    """A new term starts only when the next action is another; else the old one runs on."""
    return replace(after, due_at=_due_at(before, after, move, terms, now))


def _due_at(
    before: Question, after: Question, move: Move, terms: Terms, now: datetime
) -> datetime | None:
    if move.due_at is not None or not after.is_open:
        return move.due_at
    if move.step in {Step.MAKE_CONTACT, Step.REPORT_PROGRESS}:
        return due(terms.progress, now)
    if kinds(after) in {(), kinds(before)}:
        return before.due_at
    return due(term_of(kinds(after)[-1], terms), now)


def running(question: Question, now: datetime) -> list[Clock]:
    """The clocks that run for a question as it is; of several the last one's end is known."""
    return [Clock(kind, question.id, question.due_at or now) for kind in kinds(question)]


def started(question: Question, terms: Mapping[str, Terms], now: datetime) -> list[Clock]:
    """Those of a question that came to be as it is just now."""
    agreed = terms[question.municipality_code]
    return [Clock(kind, question.id, due(term_of(kind, agreed), now)) for kind in kinds(question)]
