"""Taking in new questions, many at once."""

from collections.abc import Sequence
from datetime import datetime

from chassis.clocks import Clock
from chassis.terms import due
from chassis.work import Work

from intake.deadlines import TRIAGE
from intake.domain.question import Question
from intake.repository.history import RECEIVE, History, Taken
from intake.repository.questions import Questions
from intake.settings import terms


def first_deadline(now: datetime) -> datetime:
    """By when a new question is to be on its way."""
    return due(terms().triage, now)


async def receive(questions: Sequence[Question], work: Work, by_role: str) -> list[Question]:
    """Those that were not there yet; each starts its history and its clock."""
    new = await Questions(work.db).add(questions)
    fresh = [question for question in questions if question.id in new]
    steps = [
        Taken(RECEIVE, question, organisation_id=question.received_by_organisation_id)
        for question in fresh
    ]
    await History(work.db).add(steps, by_role, work.now)
    await work.clocks.set(
        [Clock(TRIAGE, question.id, first_deadline(work.now)) for question in fresh]
    )
    return fresh
