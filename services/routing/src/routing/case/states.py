"""Where a handover can stand, with the term that runs there, and who can act on it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from routing.case.terms import Term


class State(StrEnum):
    REQUESTED = "requested"
    ACKNOWLEDGED = "acknowledged"
    INFO_REQUESTED = "info_requested"
    ACCEPTED = "accepted"
    CONTACT_MADE = "contact_made"
    IN_PROGRESS = "in_progress"
    ON_HOLD = "on_hold"
    CANCELLATION_REQUESTED = "cancellation_requested"
    DECLINED = "declined"
    EXPIRED = "expired"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    FAILED = "failed"


class Party(StrEnum):
    """What somebody is to one handover."""

    SENDER = "sender"
    RECEIVER = "receiver"
    COORDINATOR = "coordinator"
    SYSTEM = "system"


RUNS_IN: Final[Mapping[State, Term]] = {
    State.REQUESTED: Term.ACKNOWLEDGEMENT,
    State.ACKNOWLEDGED: Term.REPLY,
    State.INFO_REQUESTED: Term.INFORMATION,
    State.ACCEPTED: Term.CONTACT,
    State.CONTACT_MADE: Term.PROGRESS,
    State.IN_PROGRESS: Term.PROGRESS,
    State.ON_HOLD: Term.PROGRESS,
    State.CANCELLATION_REQUESTED: Term.CANCELLATION,
}
"""The term that a step starts is that of the state to which it leads; no term runs in an end."""

ENDED: Final = frozenset(State) - frozenset(RUNS_IN)
TERMS_OF_HANDOVERS: Final = frozenset({*RUNS_IN.values(), Term.REPLY})
