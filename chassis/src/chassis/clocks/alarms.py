"""What is done when a term has ended: a function for each kind of clock."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from contracts.event import Event

from chassis.work import Work
from chassis.work.clocks import Clock

AlarmFunction = Callable[[Sequence[Clock], Work], Awaitable[Sequence[Event]]]


@dataclass(frozen=True)
class Alarm:
    """What is done when clocks of a kind are due."""

    kind: str
    function: AlarmFunction

    async def __call__(self, clocks: Sequence[Clock], work: Work) -> Sequence[Event]:
        return await self.function(clocks, work)


def rings(kind: str) -> Callable[[AlarmFunction], Alarm]:
    """Mark the function for clocks of a kind that are due.

    It locks what the clocks are about and looks again: a step taken at the last moment wins.
    """
    return lambda function: Alarm(kind, function)
