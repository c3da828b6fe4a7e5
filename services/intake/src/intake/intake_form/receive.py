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
from intake.questions.apply import carry_out, facts
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
    fresh = await _start(timed, work, by_role)
    into = await _still_open(duplicates(fresh, open_before), work)
    await AskerMarks(work.db).add(fresh)
    return await _linked(fresh, into, work)


async def _timed(arrivals: Sequence[Arrival], work: Work) -> list[Arrival]:
    terms = await terms_of({one.question.municipality_code for one in arrivals}, work)
    return [
        replace(one, question=replace(one.question, due_at=due(terms[code].triage, work.now)))
        for one in arrivals
        for code in [one.question.municipality_code]
    ]


async def _start(arrivals: Sequence[Arrival], work: Work, by_role: str) -> list[Arrival]:
    new = await Questions(work.db).add([arrival.question for arrival in arrivals])
    fresh = [arrival for arrival in arrivals if arrival.question.id in new]
    questions = [arrival.question for arrival in fresh]
    steps = [Taken(RECEIVE, q, organisation_id=q.received_by_organisation_id) for q in questions]
    await History(work.db).add(steps, by_role, work.now)
    await work.clocks.start([Clock(TRIAGE, q.id, q.due_at or work.now) for q in questions])
    return fresh


async def _still_open(into: Mapping[UUID, UUID], work: Work) -> Mapping[UUID, UUID]:
    """Held, so that none is done before the duplicates are linked to it."""
    held = await Questions(work.db).locked(set(into.values())) if into else {}
    return {question_id: first for question_id, first in into.items() if held[first].is_open}


async def _linked(
    fresh: Iterable[Arrival], into: Mapping[UUID, UUID], work: Work
) -> Mapping[UUID, Received]:
    questions = [arrival.question for arrival in fresh]
    now_are = {q.id: Received(q, [received(q, into.get(q.id))]) for q in questions}
    steps = [
        (now_are[question_id].question, Move(Step.MERGE, into_question_id=first))
        for question_id, first in into.items()
    ]
    for one in await carry_out(steps, work, "intake") if steps else ():
        said = [*now_are[one.after.id].facts, *facts([one], work.now)]
        now_are[one.after.id] = Received(one.after, said)
    return now_are
