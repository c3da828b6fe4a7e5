"""How much is measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    rounds: int = 3
    share: float = 1.0
    """Of the usual number of events; less for a quick look, whose figures say little."""
    seconds: int = 60
    """Of questions, for the latency."""

    def share_of(self, number: int) -> int:
        return max(1, int(number * self.share))
