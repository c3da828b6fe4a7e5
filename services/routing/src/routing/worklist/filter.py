"""What somebody asks of a work list."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from contracts.vocabulary import Theme

from routing.worklist.buckets import BUCKETS, RECEIVER_ACTS, SENDER_ACTS, Bucket
from routing.worklist.case_status import CaseState


class WorkListOrder(StrEnum):
    """The one that is due first, that came first, or that changed last."""

    DUE = "due"
    RECEIVED = "received"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Place:
    """In a list, just after a row: where the next page begins."""

    at: datetime
    question_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """`mine` and `my_organisation` name who asks, where only theirs are wanted."""

    order: WorkListOrder = WorkListOrder.DUE
    mine: str | None = None
    my_organisation: UUID | None = None
    overdue: bool = False
    without_contact: bool = False
    theme: Theme | None = None
    municipality_code: str | None = None
    state: CaseState | None = None
    after: Place | None = None
    most: int = 50

    @property
    def buckets(self) -> list[Bucket]:
        """The buckets that may hold such cases."""
        return [
            (state, contact, late)
            for state, contact, late in BUCKETS
            if self.state in (None, state) and not (self.without_contact and contact)
        ]

    @property
    def buckets_for_receiver(self) -> list[Bucket]:
        """Those in which the receiver has the next action."""
        return [bucket for bucket in self.buckets if bucket[0] in RECEIVER_ACTS]

    @property
    def buckets_for_sender(self) -> list[Bucket]:
        return [bucket for bucket in self.buckets if bucket[0] in SENDER_ACTS]
