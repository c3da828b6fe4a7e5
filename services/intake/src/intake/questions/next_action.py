"""Who has the next action on a question, which one, and by when (P01)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from intake.questions.life_cycle import State
from intake.questions.question import Question


class Owner(StrEnum):
    DESK = "desk"
    ORGANISATION = "organisation"
    PROVIDER = "provider"


class Action(StrEnum):
    ROUTE = "route"
    TRIAGE = "triage"
    REPLY = "reply"
    HELP = "help"
    PROVIDE_INFORMATION = "provide_information"
    SAY_WHETHER_IT_HELPED = "say_whether_it_helped"


@dataclass(frozen=True, slots=True)
class Next:
    owner: Owner
    organisation_id: UUID | None
    """Which organisation, when the owner is one."""
    action: Action
    by: datetime | None


TURNS: Final[Mapping[State, tuple[Owner, Action]]] = {
    State.RECEIVED: (Owner.DESK, Action.ROUTE),
    State.TRIAGING: (Owner.DESK, Action.TRIAGE),
    State.REOPENED: (Owner.DESK, Action.TRIAGE),
    State.AWAITING_PROVIDER: (Owner.PROVIDER, Action.PROVIDE_INFORMATION),
    State.ROUTED: (Owner.ORGANISATION, Action.REPLY),
    State.IN_PROGRESS: (Owner.ORGANISATION, Action.HELP),
    State.ANSWERED: (Owner.PROVIDER, Action.SAY_WHETHER_IT_HELPED),
}


def next_of(question: Question) -> Next | None:
    """None once the question is done."""
    if not question.is_open:
        return None
    owner, action = TURNS[question.state]
    organisation = question.asked_organisation_id if owner is Owner.ORGANISATION else None
    return Next(owner, organisation, action, question.due_at)
