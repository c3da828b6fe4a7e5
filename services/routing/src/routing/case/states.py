"""Where a handover can stand, the term that runs there, and who can act on it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Term(StrEnum):
    """The kinds of clocks."""

    ACKNOWLEDGEMENT = "acknowledgement_term"
    REPLY = "reply_term"
    INFORMATION = "information_term"
    CONTACT = "contact_term"
    PROGRESS = "progress_term"
    CANCELLATION = "cancellation_term"
    DECISION = "decision_term"
    """Of a question that waits for a person to decide."""
    PROVIDER_SILENCE = "provider_silence_term"
    """After which a person decides without what the provider was asked for."""
    PROVIDER_CHECK = "provider_check_term"
    """In which the provider may say that the answer did not help; intake has the clock."""


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
