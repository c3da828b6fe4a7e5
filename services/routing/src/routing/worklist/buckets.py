"""The buckets of open cases: a work list reads each in its own order and merges them."""

from typing import Final

from routing.case.next_action import NEXT_ACTIONS
from routing.case.states import Party
from routing.worklist.case_status import CaseState

RECEIVER_ACTS: Final = frozenset(
    CaseState(state) for state, (party, _) in NEXT_ACTIONS.items() if party is Party.RECEIVER
)
SENDER_ACTS: Final = frozenset(
    CaseState(state) for state, (party, _) in NEXT_ACTIONS.items() if party is Party.SENDER
)
_NEVER_LATE: Final = frozenset(
    {CaseState.REQUESTED, CaseState.ACKNOWLEDGED, CaseState.AWAITING_PROVIDER, CaseState.ANSWERED}
)
_IN_CONTACT: Final = frozenset(
    {CaseState.CONTACT_MADE, CaseState.IN_PROGRESS, CaseState.ON_HOLD, CaseState.ANSWERED}
)
_EITHER: Final = frozenset({CaseState.CANCELLATION_REQUESTED})

Bucket = tuple[CaseState, bool, bool]
"""State, in contact, late."""

BUCKETS: Final[tuple[Bucket, ...]] = tuple(
    (state, contact, late)
    for state in CaseState
    for contact in (False, True)
    for late in (False, True)
    if (state in _EITHER or contact is (state in _IN_CONTACT))
    and not (late and state in _NEVER_LATE)
)
"""All that an open case can be in."""
