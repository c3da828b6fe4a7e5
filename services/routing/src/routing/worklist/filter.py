"""What somebody asks of a work list."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from contracts.vocabulary import Theme

from routing.worklist.kinds import KINDS, RECEIVER_ACTS, SENDER_ACTS, Kind
from routing.worklist.standing import CaseState


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
class Wanted:
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
    def kinds(self) -> list[Kind]:
        """The kinds of cases that may be in it."""
        return [
            (state, contact, late)
            for state, contact, late in KINDS
            if self.state in (None, state) and not (self.without_contact and contact)
        ]

    @property
    def kinds_for_receiver(self) -> list[Kind]:
        """In which it is the receiver's turn."""
        return [kind for kind in self.kinds if kind[0] in RECEIVER_ACTS]

    @property
    def kinds_for_sender(self) -> list[Kind]:
        return [kind for kind in self.kinds if kind[0] in SENDER_ACTS]
