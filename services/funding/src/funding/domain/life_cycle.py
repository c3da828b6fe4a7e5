"""The life of an application: which step leads from which state to which."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ADMISSIBILITY_CHECK = "admissibility_check"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    NOT_CONSIDERED = "not_considered"
    UNDER_ASSESSMENT = "under_assessment"
    DEFERRED = "deferred"
    AWARDED = "awarded"
    PARTIALLY_AWARDED = "partially_awarded"
    REJECTED = "rejected"
    CONDITION_PENDING = "condition_pending"
    PAID = "paid"
    EXECUTING = "executing"
    REPORT_SUBMITTED = "report_submitted"
    SETTLED = "settled"
    RECLAIMED = "reclaimed"
    WITHDRAWN = "withdrawn"
    OBJECTION_LODGED = "objection_lodged"


class Step(StrEnum):
    SUBMIT = "submit"
    REFUSE = "refuse"
    """By the machine: the rules leave no choice."""
    ALLOT = "allot"
    """By the machine, within the mandate that people gave it (F08)."""
    CHECK = "check"
    ADMIT = "admit"
    REQUEST_SUPPLEMENT = "request_supplement"
    SUPPLY = "supply"
    NOT_CONSIDER = "not_consider"
    ASSESS = "assess"
    DEFER = "defer"
    DECIDE = "decide"
    MEET_CONDITION = "meet_condition"
    ORDER_PAYMENT = "order_payment"
    CONFIRM_PAYMENT = "confirm_payment"
    START = "start"
    REPORT = "report"
    SETTLE = "settle"
    RECLAIM = "reclaim"
    WITHDRAW = "withdraw"
    OBJECT = "object"


AWARDS: Final = frozenset({State.AWARDED, State.PARTIALLY_AWARDED})
DECISIONS: Final = AWARDS | {State.CONDITION_PENDING, State.REJECTED}
ENDS: Final = frozenset(
    {State.NOT_CONSIDERED, State.REJECTED, State.SETTLED, State.RECLAIMED, State.WITHDRAWN}
)
"""Nobody owes a next step; under some rules a rejection can still be objected to."""

SILENT: Final = frozenset({Step.CHECK, Step.MEET_CONDITION, Step.START})
"""Steps that are no fact for others; all the others are announced, one event each."""

Outcomes = frozenset[State]


def _only(state: State) -> Outcomes:
    return frozenset({state})


_WITHDRAWN: Final = {Step.WITHDRAW: _only(State.WITHDRAWN)}
_NOT_CONSIDERED: Final = {Step.NOT_CONSIDER: _only(State.NOT_CONSIDERED)}
_OBJECTION: Final = {Step.OBJECT: _only(State.OBJECTION_LODGED)}
_AWARDED: Final = {Step.CONFIRM_PAYMENT: _only(State.PAID), **_OBJECTION}

ALLOWED: Final[Mapping[State, Mapping[Step, Outcomes]]] = {
    State.DRAFT: {Step.SUBMIT: _only(State.SUBMITTED), **_WITHDRAWN},
    State.SUBMITTED: {
        Step.REFUSE: _only(State.REJECTED),
        Step.ALLOT: DECISIONS,
        Step.CHECK: _only(State.ADMISSIBILITY_CHECK),
        **_WITHDRAWN,
    },
    State.ADMISSIBILITY_CHECK: {
        Step.ADMIT: _only(State.UNDER_ASSESSMENT),
        Step.REQUEST_SUPPLEMENT: _only(State.SUPPLEMENT_REQUESTED),
        **_NOT_CONSIDERED,
        **_WITHDRAWN,
    },
    State.SUPPLEMENT_REQUESTED: {
        Step.SUPPLY: _only(State.ADMISSIBILITY_CHECK),
        **_NOT_CONSIDERED,
        **_WITHDRAWN,
    },
    State.UNDER_ASSESSMENT: {
        Step.ASSESS: _only(State.UNDER_ASSESSMENT),
        Step.DEFER: _only(State.DEFERRED),
        Step.DECIDE: DECISIONS,
        **_WITHDRAWN,
    },
    State.DEFERRED: {Step.ASSESS: _only(State.UNDER_ASSESSMENT), **_WITHDRAWN},
    State.AWARDED: {Step.ORDER_PAYMENT: _only(State.AWARDED), **_AWARDED},
    State.PARTIALLY_AWARDED: {Step.ORDER_PAYMENT: _only(State.PARTIALLY_AWARDED), **_AWARDED},
    State.REJECTED: _OBJECTION,
    # A condition that is never met ends in a settlement at nothing, which frees the money.
    State.CONDITION_PENDING: {
        Step.MEET_CONDITION: AWARDS,
        Step.SETTLE: _only(State.SETTLED),
    },
    State.PAID: {Step.START: _only(State.EXECUTING)},
    State.EXECUTING: {
        Step.REPORT: _only(State.REPORT_SUBMITTED),
        Step.RECLAIM: _only(State.RECLAIMED),
    },
    State.REPORT_SUBMITTED: {
        Step.SETTLE: _only(State.SETTLED),
        Step.RECLAIM: _only(State.RECLAIMED),
    },
    State.OBJECTION_LODGED: {Step.DECIDE: DECISIONS},
    State.NOT_CONSIDERED: {},
    State.SETTLED: {},
    State.RECLAIMED: {},
    State.WITHDRAWN: {},
}
