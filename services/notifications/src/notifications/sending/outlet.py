"""Where deliveries go, and in what order: lanes side by side, one delivery of a lane at a time."""

from collections import deque
from dataclasses import dataclass, field

from notifications.repository.queue import Taken
from notifications.repository.receivers import Receiver

SLOW = 1.0
"""Seconds after which an answer is slow: who is slow gets one delivery at a time."""


@dataclass
class Outlet:
    """The mail server, or the receiver of a subscription.

    `most`: deliveries under way at once. Times are seconds of any one clock.
    """

    most: int
    receiver: Receiver | None = None
    lanes: dict[str, deque[Taken]] = field(default_factory=dict)
    """By lane what waits, first the one whose turn it is or that is under way."""
    free: deque[str] = field(default_factory=deque)
    """Lanes whose first may go."""
    under_way: int = 0
    limit: int = 0
    paused_until: float = 0.0

    def __post_init__(self) -> None:
        self.limit = self.most

    def load(self, taken: Taken) -> None:
        """The next of a lane that had nothing under way when it was taken."""
        lane = taken.delivery.lane
        if lane not in self.lanes:
            self.lanes[lane] = deque()
            self.free.append(lane)
        self.lanes[lane].append(taken)

    def next(self, now: float) -> Taken | None:
        """One that may go now; its lane waits until it is settled."""
        if not self.free or self.under_way >= self.limit or now < self.paused_until:
            return None
        self.under_way += 1
        return self.lanes[self.free.popleft()][0]

    def answered(self, seconds: float) -> None:
        """After an attempt, however it went, that took so long."""
        self.under_way -= 1
        self.limit = 1 if seconds > SLOW else min(self.limit * 2, self.most)

    def settled(self, taken: Taken, *, gone: bool) -> None:
        """After its outcome was written down; `gone`: nothing holds up the next of its lane."""
        lane = self.lanes[taken.delivery.lane]
        lane.popleft()
        if gone and lane:
            self.free.append(taken.delivery.lane)
        else:
            del self.lanes[taken.delivery.lane]

    def forget_waiting(self) -> None:
        """Keep only what is under way: the rest is taken anew when it is due."""
        for lane in self.free:
            del self.lanes[lane]
        self.free.clear()
        for waiting in self.lanes.values():
            while len(waiting) > 1:
                waiting.pop()
