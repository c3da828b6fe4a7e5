"""Whose turn it is, to do what, and by when (S1, P01)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from routing.case.handover import Handover
from routing.case.states import Party, State
from routing.case.steps import Step

NEXT_ACTIONS: Final[Mapping[State, tuple[Party, Step]]] = {
    State.REQUESTED: (Party.RECEIVER, Step.ACKNOWLEDGE),
    State.ACKNOWLEDGED: (Party.RECEIVER, Step.ACCEPT),
    State.INFO_REQUESTED: (Party.SENDER, Step.PROVIDE_INFORMATION),
    State.ACCEPTED: (Party.RECEIVER, Step.MAKE_CONTACT),
    State.CONTACT_MADE: (Party.RECEIVER, Step.REPORT_PROGRESS),
    State.IN_PROGRESS: (Party.RECEIVER, Step.COMPLETE),
    State.ON_HOLD: (Party.RECEIVER, Step.RESUME),
    State.CANCELLATION_REQUESTED: (Party.RECEIVER, Step.CONFIRM_CANCELLATION),
}


@dataclass(frozen=True, slots=True)
class NextAction:
    owner: Party
    organisation_id: UUID
    action: Step
    """The one that brings it on; others may be possible too."""
    by: datetime


def next_action_of(handover: Handover) -> NextAction | None:
    """None once it has ended; where no organisation is the sender, a coordinator acts."""
    if handover.due_at is None:
        return None
    owner, action = NEXT_ACTIONS[handover.state]
    organisation = handover.to_organisation_id
    if owner is Party.SENDER:
        sender, decides = handover.from_organisation_id, handover.escalate_to_organisation_id
        owner, organisation = (owner, sender) if sender else (Party.COORDINATOR, decides)
    return NextAction(owner, organisation, action, handover.due_at)
