"""What is done when a term ends."""

from collections.abc import Sequence

from chassis.clocks.alarms import Alarm, rings
from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.intake import QuestionFact

from intake.questions.apply import apply, events_of
from intake.questions.deadlines import CHECK, REMINDER, SILENCE, TRIAGE
from intake.questions.life_cycle import Step
from intake.questions.repository import Questions
from intake.questions.steps import Move, fits


def _alarm(kind: str, move: Move) -> Alarm:
    @rings(kind)
    async def end_term(clocks: Sequence[Clock], work: Work) -> Sequence[QuestionFact]:
        questions = await Questions(work.db).locked([clock.subject for clock in clocks])
        fitting = [(question, move) for question in questions.values() if fits(question, move)]
        return events_of(await apply(fitting, work, "clock"), work.now)

    return end_term


ALARMS = [
    _alarm(TRIAGE, Move(Step.END_TRIAGE_TERM)),
    _alarm(REMINDER, Move(Step.REMIND_PROVIDER)),
    _alarm(SILENCE, Move(Step.END_SILENCE)),
    _alarm(CHECK, Move(Step.END_CHECK)),
]
