"""Where an open question stands: who has the next action, which one and by when (S1, P01, P17)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from routing.case.decision import Case
from routing.case.handover import Handover
from routing.case.next_action import NEXT_ACTIONS
from routing.case.question import Awaits, Question
from routing.case.states import RUNS_IN, Party, Term


class CaseState(StrEnum):
    """Of a question and its handover, in one list of words."""

    WAITING = "waiting"
    """For a person to decide."""
    AWAITING_PROVIDER = "awaiting_provider"
    REQUESTED = "requested"
    ACKNOWLEDGED = "acknowledged"
    INFO_REQUESTED = "info_requested"
    ACCEPTED = "accepted"
    CONTACT_MADE = "contact_made"
    IN_PROGRESS = "in_progress"
    ON_HOLD = "on_hold"
    CANCELLATION_REQUESTED = "cancellation_requested"
    ANSWERED = "answered"
    """Until the provider has said whether it helped, or kept silent."""


class Owner(StrEnum):
    DESK = "desk"
    ORGANISATION = "organisation"
    PROVIDER = "provider"


class Action(StrEnum):
    DECIDE = "decide"
    PROVIDE_INFORMATION = "provide_information"
    SAY_WHETHER_IT_HELPED = "say_whether_it_helped"
    ACKNOWLEDGE = "acknowledge"
    ACCEPT = "accept"
    MAKE_CONTACT = "make_contact"
    REPORT_PROGRESS = "report_progress"
    COMPLETE = "complete"
    RESUME = "resume"
    CONFIRM_CANCELLATION = "confirm_cancellation"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStatus:
    """`late`: its clock has rung. `due_at` stays the time at which the action was due."""

    state: CaseState
    owner: Owner
    owner_organisation_id: UUID | None
    """The owner, or where the desk is the owner whom it falls to, as far as that is known."""
    action: Action
    clock: Term
    due_at: datetime
    late: bool = False
    contact: bool = False
    """Whether those who have it now have been in touch with the provider."""


def status_of(case: Case) -> CaseStatus | None:
    """None once the question is done."""
    question = case.question
    if case.open:
        return _handed_over(case.open)
    if question.awaits and question.awaits_until:
        return _with_provider(question.awaits, question.awaits_until)
    if question.waiting and question.decide_by:
        decides = case.handovers[-1].escalate_to_organisation_id if case.handovers else None
        return _waiting(question, question.decide_by, decides)
    return None


def _handed_over(handover: Handover) -> CaseStatus:
    party, step = NEXT_ACTIONS[handover.state]
    organisation = handover.to_organisation_id
    if party is Party.SENDER:
        organisation = handover.from_organisation_id or handover.escalate_to_organisation_id
    is_desk = party is Party.SENDER and handover.from_organisation_id is None
    return CaseStatus(
        state=CaseState(handover.state),
        owner=Owner.DESK if is_desk else Owner.ORGANISATION,
        owner_organisation_id=organisation,
        action=Action(step),
        clock=RUNS_IN[handover.state],
        due_at=handover.overdue_since or handover.due_at or handover.reply_by,
        late=handover.overdue_since is not None,
        contact=handover.contact_at is not None,
    )


def _with_provider(awaits: Awaits, until: datetime) -> CaseStatus:
    state, action, clock = WITH_PROVIDER[awaits]
    return CaseStatus(
        state=state,
        owner=Owner.PROVIDER,
        owner_organisation_id=None,
        action=action,
        clock=clock,
        due_at=until,
        contact=awaits is Awaits.CHECK,
    )


WITH_PROVIDER: Final[Mapping[Awaits, tuple[CaseState, Action, Term]]] = {
    Awaits.INFORMATION: (
        CaseState.AWAITING_PROVIDER,
        Action.PROVIDE_INFORMATION,
        Term.PROVIDER_SILENCE,
    ),
    Awaits.CHECK: (CaseState.ANSWERED, Action.SAY_WHETHER_IT_HELPED, Term.PROVIDER_CHECK),
}


def _waiting(question: Question, decide_by: datetime, decides: UUID | None) -> CaseStatus:
    return CaseStatus(
        state=CaseState.WAITING,
        owner=Owner.DESK,
        owner_organisation_id=decides,
        action=Action.DECIDE,
        clock=Term.DECISION,
        due_at=question.overdue_since or decide_by,
        late=question.overdue_since is not None,
    )
