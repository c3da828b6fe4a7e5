"""Taking in new questions, many at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from chassis.clocks.terms import due
from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.intake import QuestionFact

from intake.askers.duplicates import Arrival, duplicates
from intake.askers.marks import AskerMarks
from intake.network.terms import terms_of
from intake.questions.apply import apply, events_of
from intake.questions.deadlines import TRIAGE
from intake.questions.events import received
from intake.questions.history import RECEIVE, History, Taken
from intake.questions.life_cycle import Step
from intake.questions.question import Question
from intake.questions.repository import Questions
from intake.questions.steps import Move
from intake.settings import Settings


@dataclass(frozen=True, slots=True)
class Received:
    """A question as it is now, with what is to be announced of it."""

    question: Question
    facts: Sequence[QuestionFact]


async def receive(arrivals: Sequence[Arrival], work: Work, by_role: str) -> Mapping[UUID, Received]:
    """Those that were not there yet; each starts its history and its clock.

    One that is open already is linked to the first at once.
    """
    timed = await _timed(arrivals, work)
    period = timedelta(days=work.settings_of(Settings).duplicate_period_days)
    if not period:
        return await _linked(await _start(timed, work, by_role), {}, work)
    open_before = await AskerMarks(work.db).open_before(timed, work.now - period)
    new_arrivals = await _start(timed, work, by_role)
    into = await _still_open(duplicates(new_arrivals, open_before), work)
    await AskerMarks(work.db).add(new_arrivals)
    return await _linked(new_arrivals, into, work)


async def _timed(arrivals: Sequence[Arrival], work: Work) -> list[Arrival]:
    terms = await terms_of({arrival.question.municipality_code for arrival in arrivals}, work)

    def timed(question: Question) -> Question:
        return replace(question, due_at=due(terms[question.municipality_code].triage, work.now))

    return [replace(arrival, question=timed(arrival.question)) for arrival in arrivals]


async def _start(arrivals: Sequence[Arrival], work: Work, by_role: str) -> list[Arrival]:
    new = await Questions(work.db).add([arrival.question for arrival in arrivals])
    new_arrivals = [arrival for arrival in arrivals if arrival.question.id in new]
    questions = [arrival.question for arrival in new_arrivals]
    steps = [Taken(RECEIVE, q, organisation_id=q.received_by_organisation_id) for q in questions]
    await History(work.db).add(steps, by_role, work.now)
    await work.clocks.start([Clock(TRIAGE, q.id, q.due_at or work.now) for q in questions])
    return new_arrivals


async def _still_open(into: Mapping[UUID, UUID], work: Work) -> Mapping[UUID, UUID]:
    """Held, so that none is done before the duplicates are linked to it."""
    held = await Questions(work.db).locked(set(into.values())) if into else {}
    return {question_id: first for question_id, first in into.items() if held[first].is_open}


async def _linked(
    new_arrivals: Iterable[Arrival], into: Mapping[UUID, UUID], work: Work
) -> Mapping[UUID, Received]:
    questions = [arrival.question for arrival in new_arrivals]
    now_are = {q.id: Received(q, [received(q, into.get(q.id))]) for q in questions}
    steps = [
        (now_are[question_id].question, Move(Step.MERGE, into_question_id=first))
        for question_id, first in into.items()
    ]
    for step in await apply(steps, work, "intake") if steps else ():
        announced = [*now_are[step.after.id].facts, *events_of([step], work.now)]
        now_are[step.after.id] = Received(step.after, announced)
    return now_are
