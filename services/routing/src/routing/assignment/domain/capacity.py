"""How much an organisation can take over, by its own word."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contracts.vocabulary import Capacity


class NoRoom(StrEnum):
    """Why an organisation cannot be asked now."""

    CLOSED = "closed"
    ABSENT = "absent"
    FULL = "full"
    WAITING_LIST = "waiting_list"
    """It is asked when there is nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """All days are included; without a last day it lasts until the organisation says otherwise."""

    capacity: Capacity = Capacity.OPEN
    most_open: int | None = None
    """How many handovers at once, when limited."""
    closed_until: date | None = None
    absent_from: date | None = None
    absent_until: date | None = None

    def lack(self, day: date, open_handovers: int) -> NoRoom | None:
        """None when there is room."""
        if self._closed(day):
            return NoRoom.CLOSED
        if self._absent(day):
            return NoRoom.ABSENT
        if self.limit is not None and open_handovers >= self.limit:
            return NoRoom.FULL
        return NoRoom.WAITING_LIST if self.capacity is Capacity.WAITING_LIST else None

    def opens_after(self, day: date) -> date | None:
        """The last day of what keeps it from being asked on that day, where that is known."""
        ends = [
            self.closed_until if self._closed(day) else None,
            self.absent_until if self._absent(day) else None,
        ]
        return max((end for end in ends if end is not None), default=None)

    @property
    def limit(self) -> int | None:
        return self.most_open if self.capacity is Capacity.LIMITED else None

    def _closed(self, day: date) -> bool:
        last = self.closed_until
        return self.capacity is Capacity.CLOSED and (last is None or day <= last)

    def _absent(self, day: date) -> bool:
        if self.absent_from is None or day < self.absent_from:
            return False
        return self.absent_until is None or day <= self.absent_until
