"""The life of a handover, as tables (S1, P18; refused steps never become an event)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


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


class Step(StrEnum):
    REQUEST = "request"
    ACKNOWLEDGE = "acknowledge"
    REQUEST_INFORMATION = "request_information"
    PROVIDE_INFORMATION = "provide_information"
    ACCEPT = "accept"
    DECLINE = "decline"
    EXPIRE = "expire"
    MAKE_CONTACT = "make_contact"
    REPORT_PROGRESS = "report_progress"
    PUT_ON_HOLD = "put_on_hold"
    RESUME = "resume"
    RETURN = "return"
    COMPLETE = "complete"
    FAIL = "fail"
    REQUEST_CANCELLATION = "request_cancellation"
    CONFIRM_CANCELLATION = "confirm_cancellation"
    CANCEL = "cancel"
    """By the system itself: the question is no more."""


class Party(StrEnum):
    """What somebody is to one handover."""

    SENDER = "sender"
    RECEIVER = "receiver"
    COORDINATOR = "coordinator"
    SYSTEM = "system"


_OPEN: Final = {
    Step.REQUEST_CANCELLATION: State.CANCELLATION_REQUESTED,
    Step.CANCEL: State.CANCELLED,
}

ALLOWED: Final[Mapping[State, Mapping[Step, State]]] = {
    State.REQUESTED: {
        Step.ACKNOWLEDGE: State.ACKNOWLEDGED,
        Step.REQUEST_INFORMATION: State.INFO_REQUESTED,
        Step.EXPIRE: State.EXPIRED,
        **_OPEN,
    },
    State.ACKNOWLEDGED: {
        Step.ACCEPT: State.ACCEPTED,
        Step.DECLINE: State.DECLINED,
        Step.REQUEST_INFORMATION: State.INFO_REQUESTED,
        Step.EXPIRE: State.EXPIRED,
        **_OPEN,
    },
    State.INFO_REQUESTED: {Step.PROVIDE_INFORMATION: State.REQUESTED, **_OPEN},
    State.ACCEPTED: {
        Step.MAKE_CONTACT: State.CONTACT_MADE,
        Step.RETURN: State.RETURNED,
        **_OPEN,
    },
    State.CONTACT_MADE: {
        Step.REPORT_PROGRESS: State.IN_PROGRESS,
        Step.RETURN: State.RETURNED,
        **_OPEN,
    },
    State.IN_PROGRESS: {
        Step.REPORT_PROGRESS: State.IN_PROGRESS,
        Step.PUT_ON_HOLD: State.ON_HOLD,
        Step.RETURN: State.RETURNED,
        Step.COMPLETE: State.COMPLETED,
        Step.FAIL: State.FAILED,
        **_OPEN,
    },
    State.ON_HOLD: {Step.RESUME: State.IN_PROGRESS, **_OPEN},
    State.CANCELLATION_REQUESTED: {
        Step.CONFIRM_CANCELLATION: State.CANCELLED,
        Step.COMPLETE: State.COMPLETED,
        Step.CANCEL: State.CANCELLED,
    },
    State.DECLINED: {},
    State.EXPIRED: {},
    State.RETURNED: {},
    State.CANCELLED: {},
    State.COMPLETED: {},
    State.FAILED: {},
}

ENDED: Final = frozenset(state for state, steps in ALLOWED.items() if not steps)

_FOR_THE_SENDER: Final = frozenset({Party.SENDER, Party.COORDINATOR})
_OTHERS: Final[Mapping[Step, frozenset[Party]]] = {
    Step.REQUEST: frozenset({Party.SYSTEM}),
    Step.EXPIRE: frozenset({Party.SYSTEM}),
    Step.CANCEL: frozenset({Party.SYSTEM}),
    Step.PROVIDE_INFORMATION: _FOR_THE_SENDER | {Party.SYSTEM},
    Step.REQUEST_CANCELLATION: _FOR_THE_SENDER,
    # a receiver that stays silent would keep the question for ever: then a person decides
    Step.CONFIRM_CANCELLATION: frozenset({Party.RECEIVER, Party.COORDINATOR}),
}
TAKEN_BY: Final[Mapping[Step, frozenset[Party]]] = {
    step: _OTHERS.get(step, frozenset({Party.RECEIVER})) for step in Step
}
