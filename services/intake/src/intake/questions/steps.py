"""What each step makes of a question, and when it can be taken."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from chassis.life_cycle import IllegalTransition
from contracts.vocabulary import ConsentGround, QuestionOutcome, Theme

from intake.questions.life_cycle import ALLOWED, State, Step
from intake.questions.question import Question

ANNOUNCED: Final = frozenset(
    {
        Step.CLASSIFY,
        Step.REQUEST_INFORMATION,
        Step.REMIND_PROVIDER,
        Step.PROVIDE_INFORMATION,
        Step.ANSWER,
        Step.COMPLETE_HANDOVER,
        Step.CLOSE,
        Step.END_CHECK,
        Step.REOPEN,
        Step.WITHDRAW,
        Step.DIVERT,
        Step.MERGE,
        Step.UNMERGE,
        Step.RECORD_CONSENT,
        Step.TAKE_BACK,
        Step.CONFIRM_CONTACT,
    }
)
"""Steps that intake says a fact about; routing says the others, or nobody needs to know."""

OF_THE_OPEN_HANDOVER: Final = frozenset(
    {
        Step.REQUEST_HANDOVER_INFORMATION,
        Step.PROVIDE_HANDOVER_INFORMATION,
        Step.ACCEPT_HANDOVER,
        Step.MAKE_CONTACT,
        Step.REPORT_PROGRESS,
        Step.COMPLETE_HANDOVER,
        Step.END_HANDOVER,
    }
)
NO_HANDOVER: Final = {"handover_id": None, "asked_organisation_id": None}
NOBODY_HAS_IT: Final = {
    **NO_HANDOVER,
    "owner_organisation_id": None,
    "contact_handover_id": None,
}
LETS_GO: Final = frozenset(
    {Step.END_HANDOVER, Step.TAKE_BACK, Step.ANSWER, Step.DIVERT, Step.MERGE, Step.UNMERGE}
)
"""After which nobody has it: its handover has ended, or routing is about to end it."""
SAFETY: Final = "safety"


@dataclass(frozen=True, slots=True)
class Move:
    """A step with what it brings along; `due_at` where a fact tells the term of what follows."""

    step: Step
    theme: Theme | None = None
    outcome: QuestionOutcome | None = None
    reason: str | None = None
    consent: ConsentGround | None = None
    into_question_id: UUID | None = None
    handover_id: UUID | None = None
    organisation_id: UUID | None = None
    due_at: datetime | None = None
    confirmed: bool | None = None


def fits(question: Question, move: Move) -> bool:
    """Whether the step can be taken now; a fact about another handover than the open one never."""
    return move.step in possible_steps(question, move)


def possible_steps(question: Question, move: Move) -> tuple[Step, ...]:
    """What can be done with it now, by who brings along what this move does."""
    steps = ALLOWED[question.state]
    if move.handover_id != question.handover_id:
        steps = {step: to for step, to in steps.items() if step not in OF_THE_OPEN_HANDOVER}
    if question.contact_handover_id is None:
        steps = {step: to for step, to in steps.items() if step is not Step.CONFIRM_CONTACT}
    if not question.is_open and move.reason != SAFETY:
        steps = {step: to for step, to in steps.items() if step is not Step.DIVERT}
    return tuple(steps)


def announces(question: Question, move: Move) -> bool:
    if move.step is Step.CLASSIFY:
        return move.theme != question.theme
    if move.step is Step.DIVERT:
        return question.state is not State.DIVERTED
    if move.step is Step.RECORD_CONSENT:
        return consent_after(question, move) is not question.consent
    return move.step in ANNOUNCED


def consent_after(question: Question, move: Move) -> ConsentGround:
    """Who says no after a yes takes the consent back, which is said as that (S1, P18)."""
    said = move.consent or question.consent
    had_it = question.consent.allows_sharing or question.consent is ConsentGround.WITHDRAWN
    return ConsentGround.WITHDRAWN if said is ConsentGround.REFUSED and had_it else said


def after(question: Question, move: Move) -> Question:
    """The question with the step taken; IllegalTransition when it cannot be taken."""
    if not fits(question, move):
        raise IllegalTransition(question.state, move.step, possible_steps(question, move))
    return replace(
        question,
        state=_destination(question, move.step),
        version=question.version + announces(question, move),
        **_changes(question, move),
    )


def _destination(question: Question, step: Step) -> State:
    """A provider who tells more, or never does, gives the turn back to whoever asked."""
    if step in {Step.PROVIDE_INFORMATION, Step.END_SILENCE} and question.handover_id:
        return State.ROUTED
    return ALLOWED[question.state][step]


def _changes(question: Question, move: Move) -> dict[str, Any]:
    nobody = NOBODY_HAS_IT if move.step in LETS_GO else {}
    return {**nobody, **_brought_along(question, move)}


def _brought_along(question: Question, move: Move) -> dict[str, Any]:
    match move.step:
        case Step.CLASSIFY:
            same = move.theme == question.theme
            return {"theme": move.theme, "subtheme": question.subtheme if same else None}
        case Step.RECORD_CONSENT:
            return {"consent": consent_after(question, move)}
        case Step.REQUEST_HANDOVER:
            asked = {"handover_id": move.handover_id, "asked_organisation_id": move.organisation_id}
            return {**asked, "owner_organisation_id": None}
        case Step.ACCEPT_HANDOVER:
            return {"owner_organisation_id": move.organisation_id}
        case Step.MAKE_CONTACT | Step.CONFIRM_CONTACT:
            return {"contact_handover_id": move.handover_id}  # who confirms names none
        case Step.COMPLETE_HANDOVER:
            return {**NO_HANDOVER, "outcome": move.outcome}
        case Step.ANSWER | Step.CLOSE:
            return {"outcome": move.outcome}
        case Step.REOPEN:
            return {"outcome": None, "owner_organisation_id": None}
        case Step.MERGE | Step.UNMERGE:
            into = move.into_question_id if move.step is Step.MERGE else None
            return {"into_question_id": into}
        case _:
            return {}
