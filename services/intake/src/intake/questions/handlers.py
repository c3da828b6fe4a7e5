"""What becomes of a question's handovers, as routing says it, mirrored in the question.

Facts come when they come: one that no longer fits the question is passed over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from chassis.kafka.handlers import hears
from chassis.work import Work
from contracts.intake import QuestionFact
from contracts.passing_on import PassingOn
from contracts.routing import (
    EscalationStarted,
    HandoverAccepted,
    HandoverCancelled,
    HandoverCompleted,
    HandoverContactMade,
    HandoverDeclined,
    HandoverExpired,
    HandoverFailed,
    HandoverInformationProvided,
    HandoverInformationRequested,
    HandoverProgressReported,
    HandoverRequested,
    HandoverReturned,
)

from intake.questions.apply import apply, events_of
from intake.questions.life_cycle import Step
from intake.questions.repository import Questions
from intake.questions.steps import Move, fits

STEPS: Final[Mapping[type[PassingOn], Step]] = {
    HandoverRequested: Step.REQUEST_HANDOVER,
    HandoverInformationRequested: Step.REQUEST_HANDOVER_INFORMATION,
    HandoverInformationProvided: Step.PROVIDE_HANDOVER_INFORMATION,
    HandoverAccepted: Step.ACCEPT_HANDOVER,
    HandoverContactMade: Step.MAKE_CONTACT,
    HandoverProgressReported: Step.REPORT_PROGRESS,
    HandoverCompleted: Step.COMPLETE_HANDOVER,
    HandoverDeclined: Step.END_HANDOVER,
    HandoverExpired: Step.END_HANDOVER,
    HandoverReturned: Step.END_HANDOVER,
    HandoverFailed: Step.END_HANDOVER,
    HandoverCancelled: Step.END_HANDOVER,
    EscalationStarted: Step.ESCALATE,
}


async def mirror(facts: Sequence[PassingOn], work: Work) -> Sequence[QuestionFact]:
    """Intake says itself that a question is answered, and that it is about something else."""
    questions = await Questions(work.db).locked([fact.question_id for fact in facts])
    known = [(questions[f.question_id], move_of(f)) for f in facts if f.question_id in questions]
    fitting = [(question, move) for question, move in known if fits(question, move)]
    applied = await apply(fitting, work, "routing")
    renamed = [
        (
            step.after,
            Move(Step.CLASSIFY, theme=step.move.theme, organisation_id=step.move.organisation_id),
        )
        for step in applied
        if step.move.theme not in (None, step.after.theme)
    ]
    return events_of([*applied, *await apply(renamed, work, "routing")], work.now)


def move_of(fact: PassingOn) -> Move:
    move = Move(
        STEPS[type(fact)],
        handover_id=getattr(fact, "handover_id", None),
        organisation_id=fact.to_organisation_id,
        reason=_reason(fact),
    )
    match fact:
        case HandoverRequested():
            return replace(move, due_at=fact.reply_by)
        case HandoverAccepted():
            return replace(move, due_at=fact.contact_by)
        case HandoverCompleted():
            return replace(move, outcome=fact.outcome)
        case HandoverDeclined() | HandoverReturned():
            return replace(move, theme=fact.right_theme)
        case _:
            return move


def _reason(fact: PassingOn) -> str | None:
    """Why a handover ended, or why somebody must decide."""
    match fact:
        case HandoverDeclined() | HandoverReturned() | HandoverFailed() | EscalationStarted():
            return fact.reason
        case HandoverExpired():
            return f"no_{fact.unanswered}"
        case _:
            return None


MIRRORS = [hears(kind)(mirror) for kind in STEPS]
