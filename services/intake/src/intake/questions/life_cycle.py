"""The states of a question, and which step leads from which to which."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class State(StrEnum):
    RECEIVED = "received"
    TRIAGING = "triaging"
    AWAITING_PROVIDER = "awaiting_provider"
    ROUTED = "routed"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    REOPENED = "reopened"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    DIVERTED = "diverted"
    DUPLICATE = "duplicate"


class Step(StrEnum):
    """What people do, then what clocks do, then what happened to the question's handover."""

    TRIAGE = "triage"
    CLASSIFY = "classify"
    REQUEST_INFORMATION = "request_information"
    PROVIDE_INFORMATION = "provide_information"
    ANSWER = "answer"
    CLOSE = "close"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    DIVERT = "divert"
    MERGE = "merge"
    UNMERGE = "unmerge"
    RECORD_CONSENT = "record_consent"
    TAKE_BACK = "take_back"
    CONFIRM_CONTACT = "confirm_contact"

    END_TRIAGE_TERM = "end_triage_term"
    REMIND_PROVIDER = "remind_provider"
    END_SILENCE = "end_silence"
    END_CHECK = "end_check"

    REQUEST_HANDOVER = "request_handover"
    REQUEST_HANDOVER_INFORMATION = "request_handover_information"
    PROVIDE_HANDOVER_INFORMATION = "provide_handover_information"
    ACCEPT_HANDOVER = "accept_handover"
    MAKE_CONTACT = "make_contact"
    REPORT_PROGRESS = "report_progress"
    COMPLETE_HANDOVER = "complete_handover"
    END_HANDOVER = "end_handover"
    ESCALATE = "escalate"


TERMINAL: Final = frozenset({State.CLOSED, State.WITHDRAWN, State.DIVERTED, State.DUPLICATE})
"""In which nobody has a next action; a duplicate can still turn out to be none."""

WITH_THE_DESK: Final = frozenset({State.RECEIVED, State.TRIAGING, State.REOPENED})
"""In which nobody else was asked, or nobody is any more."""

_IN_CHARGE: Final = {
    Step.ANSWER: State.ANSWERED,
    Step.DIVERT: State.DIVERTED,
    Step.MERGE: State.DUPLICATE,
}
"""What the desk can do with a question at any time, whoever has it (S1, P03)."""

_UNTOUCHED: Final = {
    **_IN_CHARGE,
    Step.TRIAGE: State.TRIAGING,
    Step.CLASSIFY: State.TRIAGING,
    Step.END_TRIAGE_TERM: State.TRIAGING,
    Step.ESCALATE: State.TRIAGING,
    Step.REQUEST_HANDOVER: State.ROUTED,
}

_OPEN: Final[Mapping[State, Mapping[Step, State]]] = {
    State.RECEIVED: _UNTOUCHED,
    State.REOPENED: _UNTOUCHED,
    State.TRIAGING: {
        **_IN_CHARGE,
        Step.CLASSIFY: State.TRIAGING,
        Step.REQUEST_INFORMATION: State.AWAITING_PROVIDER,
        Step.END_TRIAGE_TERM: State.TRIAGING,
        Step.REQUEST_HANDOVER: State.ROUTED,
    },
    State.AWAITING_PROVIDER: {
        **_IN_CHARGE,
        Step.CLASSIFY: State.AWAITING_PROVIDER,
        Step.TAKE_BACK: State.TRIAGING,
        Step.PROVIDE_INFORMATION: State.TRIAGING,
        Step.REMIND_PROVIDER: State.AWAITING_PROVIDER,
        Step.END_SILENCE: State.TRIAGING,
        Step.REQUEST_HANDOVER: State.ROUTED,
        Step.PROVIDE_HANDOVER_INFORMATION: State.ROUTED,
        Step.ACCEPT_HANDOVER: State.IN_PROGRESS,
        Step.END_HANDOVER: State.TRIAGING,
    },
    State.ROUTED: {
        **_IN_CHARGE,
        Step.CLASSIFY: State.ROUTED,
        Step.TAKE_BACK: State.TRIAGING,
        Step.REQUEST_HANDOVER: State.ROUTED,
        Step.REQUEST_HANDOVER_INFORMATION: State.AWAITING_PROVIDER,
        Step.ACCEPT_HANDOVER: State.IN_PROGRESS,
        Step.END_HANDOVER: State.TRIAGING,
    },
    State.IN_PROGRESS: {
        **_IN_CHARGE,
        Step.CLASSIFY: State.IN_PROGRESS,
        Step.TAKE_BACK: State.TRIAGING,
        Step.CONFIRM_CONTACT: State.IN_PROGRESS,
        Step.MAKE_CONTACT: State.IN_PROGRESS,
        Step.REPORT_PROGRESS: State.IN_PROGRESS,
        Step.COMPLETE_HANDOVER: State.ANSWERED,
        Step.END_HANDOVER: State.TRIAGING,
    },
    State.ANSWERED: {
        Step.DIVERT: State.DIVERTED,
        Step.CONFIRM_CONTACT: State.ANSWERED,
        Step.CLOSE: State.CLOSED,
        Step.REOPEN: State.REOPENED,
        Step.END_CHECK: State.CLOSED,
    },
}

ALLOWED: Final[Mapping[State, Mapping[Step, State]]] = {
    **{
        state: {**steps, Step.RECORD_CONSENT: state, Step.WITHDRAW: State.WITHDRAWN}
        for state, steps in _OPEN.items()
    },
    **{state: {Step.DIVERT: State.DIVERTED} for state in TERMINAL},
    State.DUPLICATE: {Step.UNMERGE: State.TRIAGING, Step.DIVERT: State.DIVERTED},
}
"""What is done can still be diverted, for safety alone: nothing of a report stays."""
