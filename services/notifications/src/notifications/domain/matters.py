"""Signals and advice: who hears how they go on, though later facts do not name everybody."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from contracts.event import Fact
from contracts.signals import AdviceFact, SignalFact

from notifications.domain.scope import parties_of


def matter_of(fact: Fact) -> UUID | None:
    """The signal or advice that a fact is about."""
    match fact:
        case SignalFact():
            return fact.signal_id
        case AdviceFact():
            return fact.advice_id
    return None


def parties_after(
    facts: Iterable[Fact], known: Mapping[UUID, frozenset[UUID]]
) -> list[frozenset[UUID]]:
    """Whose business its matter is right after each fact; who heard of it once goes on hearing."""
    so_far = dict(known)
    after: list[frozenset[UUID]] = []
    for fact in facts:
        matter = matter_of(fact)
        if matter is not None:
            so_far[matter] = so_far.get(matter, frozenset()) | parties_of(fact)
        after.append(so_far[matter] if matter else frozenset())
    return after
