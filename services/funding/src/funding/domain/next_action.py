"""Who owes which next step, and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from funding.domain.application import Application
from funding.domain.life_cycle import AWARDS, ENDS, State, Step


class Owner(StrEnum):
    APPLICANT = "applicant"
    COORDINATOR = "coordinator"
    CORE_TEAM = "core_team"
    ADMINISTRATOR = "administrator"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class NextAction:
    """`by`: a moment that is fixed already, else the term of the action runs from the last step."""

    owner: Owner
    action: Step
    by: datetime | None = None


NEXT: Final[Mapping[State, tuple[Owner, Step]]] = {
    State.DRAFT: (Owner.APPLICANT, Step.SUBMIT),
    State.SUBMITTED: (Owner.COORDINATOR, Step.CHECK),
    State.ADMISSIBILITY_CHECK: (Owner.COORDINATOR, Step.ADMIT),
    State.SUPPLEMENT_REQUESTED: (Owner.APPLICANT, Step.SUPPLY),
    State.UNDER_ASSESSMENT: (Owner.CORE_TEAM, Step.DECIDE),
    State.DEFERRED: (Owner.CORE_TEAM, Step.ASSESS),
    State.AWARDED: (Owner.COORDINATOR, Step.ORDER_PAYMENT),
    State.PARTIALLY_AWARDED: (Owner.COORDINATOR, Step.ORDER_PAYMENT),
    State.CONDITION_PENDING: (Owner.COORDINATOR, Step.MEET_CONDITION),
    State.PAID: (Owner.APPLICANT, Step.START),
    State.EXECUTING: (Owner.APPLICANT, Step.REPORT),
    State.REPORT_SUBMITTED: (Owner.CORE_TEAM, Step.SETTLE),
    State.OBJECTION_LODGED: (Owner.CORE_TEAM, Step.DECIDE),
}

DECIDING: Final = frozenset({Step.ADMIT, Step.DECIDE, Step.ASSESS})


def next_action(application: Application) -> NextAction | None:
    """None at the end of the story."""
    if application.state in ENDS:
        return None
    owner, action = NEXT[application.state]
    if application.state is State.SUBMITTED and application.within_mandate:
        return NextAction(Owner.MACHINE, Step.ALLOT)
    if application.state in AWARDS and application.payment_ordered:
        return NextAction(Owner.ADMINISTRATOR, Step.CONFIRM_PAYMENT)
    if action is Step.SUPPLY:
        return NextAction(owner, action, application.supply_by)
    return NextAction(owner, action, application.decide_by if action in DECIDING else None)
