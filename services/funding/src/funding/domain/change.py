"""A step that was taken: how the application was and is, by whom and why, and what money moved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from funding.domain.application import Application, held
from funding.domain.budget import Account, Movement
from funding.domain.life_cycle import State, Step


@dataclass(frozen=True, slots=True)
class Actor:
    """Who took the step: a role and an organisation, never a person."""

    role: str
    organisation_id: UUID | None = None


MACHINE: Final = Actor("machine")


@dataclass(frozen=True, slots=True)
class Change:
    """`reason` is a code, and `about` holds codes and amounts."""

    before: Application
    after: Application
    step: Step
    actor: Actor = MACHINE
    reason: str | None = None
    about: Mapping[str, object] = field(default_factory=dict)


def movements(change: Change) -> Iterator[Movement]:
    """From what it held to what it holds: carried over first, then the surplus or the addition."""
    source, before = held(change.before)
    destination, after = held(change.after)
    carried = min(before, after) if source is not destination else 0
    moved = (
        (source, destination, carried),
        (source, Account.AVAILABLE, before - after),
        (Account.AVAILABLE, destination, after - before),
    )
    after_step = change.after
    for origin, goal, cents in moved:
        if cents > 0:
            yield Movement(after_step.id, after_step.version, origin, goal, cents)


SUPPLEMENT_TERM: Final = "supplement_term"
DECISION_TERM: Final = "decision_term"

UNDECIDED: Final = frozenset(
    {
        State.SUBMITTED,
        State.ADMISSIBILITY_CHECK,
        State.UNDER_ASSESSMENT,
        State.DEFERRED,
        State.OBJECTION_LODGED,
    }
)


def clock(application: Application) -> tuple[str, datetime] | None:
    """The term that runs out by itself: its kind and its end."""
    if application.state is State.SUPPLEMENT_REQUESTED and application.supply_by:
        return SUPPLEMENT_TERM, application.supply_by
    in_line = application.state is State.SUBMITTED and application.within_mandate
    if application.state in UNDECIDED and application.decide_by and not in_line:
        return DECISION_TERM, application.decide_by
    return None
