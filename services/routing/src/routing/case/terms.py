"""Which term runs when: every state that is not an end has one."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from routing.case.lifecycle import State


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

OF_HANDOVERS: Final = frozenset({*RUNS_IN.values(), Term.REPLY})
