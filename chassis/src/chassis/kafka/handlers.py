"""How a service says what it hears: functions over all events of a wave at once."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from contracts.envelope import CloudEvent, Problem
from contracts.event import Event

from chassis.kafka.partners import Partner
from chassis.work import Work

E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class Because:
    """An event to announce, with the heard event that is its cause."""

    cause: Event
    event: Event


def because(cause: Event, event: Event) -> Because:
    """Name the cause of an event whose key is another than the cause's key."""
    return Because(cause, event)


@dataclass(frozen=True)
class Submission(Generic[E]):
    """What a partner sent: read, of the right shape, and under the partner's own name."""

    id: str
    content: E
    partner: Partner


@dataclass(frozen=True)
class Accepted:
    """A submission that became `reference`, with the facts that follow from it."""

    submission: Submission[Any]
    reference: UUID
    events: Sequence[Event] = ()


@dataclass(frozen=True)
class Rejected:
    """A submission that the rules refuse, with every reason at once."""

    submission: Submission[Any]
    problems: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class Enveloped(Generic[E]):
    """An event and the envelope that it came in."""

    event: E
    envelope: CloudEvent


@dataclass(frozen=True, eq=False)
class Handler:
    """A function and the event types that it hears.

    `judging`: those are submissions; `together`: it takes a key's whole run in one go;
    `enveloped`: it gets the envelopes too.
    """

    events: Sequence[type[Event]]
    function: Callable[[Sequence[Any], Work], Awaitable[Sequence[Any]]]
    judging: bool = False
    together: bool = False
    enveloped: bool = False

    async def __call__(self, events: Sequence[Any], work: Work) -> Sequence[Any]:
        return await self.function(events, work)


Announces = Awaitable[Sequence[Event | Because]]


def hears(
    *events: type[E], together: bool = False
) -> Callable[[Callable[[Sequence[E], Work], Announces]], Handler]:
    """Mark the function that hears facts of these types.

    It gets at most one event per key, all that are there at once. It does not commit, catch, check
    for duplicates or log: returning keeps its changes and announces what it returns. Several
    functions may hear a type: they run in the order in which the service lists them.

    `together`: it gets a key's whole run, in order of arrival, for when all are about one thing.
    Such a function names the cause of everything it says (`because`).
    """
    return lambda function: Handler(events, function, together=together)


def hears_enveloped(
    *events: type[E], together: bool = False
) -> Callable[[Callable[[Sequence[Enveloped[E]], Work], Announces]], Handler]:
    """Like `hears`, for a function that also needs what stands on the envelope."""
    return lambda function: Handler(events, function, together=together, enveloped=True)


def judges(
    event: type[E], *, together: bool = False
) -> Callable[
    [Callable[[Sequence[Submission[E]], Work], Awaitable[Sequence[Accepted | Rejected]]]], Handler
]:
    """Mark the function that judges partners' submissions of a type; receipts are said for it.

    `together`: those of one key at once too, for when each stands by itself.
    """
    return lambda function: Handler((event,), function, judging=True, together=together)
