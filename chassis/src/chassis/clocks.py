"""What must happen at a time: rows that ring when they are due, in the work's own transaction."""

import builtins
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from contracts.event import Event
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

if TYPE_CHECKING:
    from chassis.work import Work

SET = text("""
    INSERT INTO clocks (kind, subject, due_at, ring_at, about)
    SELECT kind, subject, due_at, due_at, about::jsonb
    FROM unnest(
        CAST(:kinds AS text[]), CAST(:subjects AS uuid[]),
        CAST(:due AS timestamptz[]), CAST(:about AS text[])
    ) AS clock (kind, subject, due_at, about)
    ORDER BY kind, subject
    ON CONFLICT (kind, subject) DO UPDATE
    SET due_at = excluded.due_at, ring_at = excluded.ring_at, about = excluded.about, attempts = 0
""")

CANCEL = text("""
    DELETE FROM clocks USING unnest(CAST(:kinds AS text[]), CAST(:subjects AS uuid[]))
        AS gone (kind, subject)
    WHERE clocks.kind = gone.kind AND clocks.subject = gone.subject
""")


@dataclass(frozen=True, slots=True)
class Clock:
    """A kind of term, whose it is, when it ends; `about` holds ids and codes only."""

    kind: str
    subject: UUID
    due_at: datetime
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Clocks:
    """The clocks of one transaction. Lock the thing itself before setting or stopping its clock."""

    db: AsyncConnection
    started: builtins.set[tuple[str, UUID]] = field(default_factory=set)

    async def set(self, clocks: Sequence[Clock]) -> None:
        """Start these; a clock of the same kind and subject is replaced."""
        self.started.update((clock.kind, clock.subject) for clock in clocks)
        if clocks:
            await self.db.execute(
                SET,
                {
                    "kinds": [clock.kind for clock in clocks],
                    "subjects": [clock.subject for clock in clocks],
                    "due": [clock.due_at for clock in clocks],
                    "about": [json.dumps(dict(clock.about)) for clock in clocks],
                },
            )

    async def cancel(self, clocks: Iterable[tuple[str, UUID]]) -> None:
        """Stop these, where they run: pairs of kind and subject."""
        if pairs := list(clocks):
            await self.db.execute(
                CANCEL, {"kinds": [kind for kind, _ in pairs], "subjects": [s for _, s in pairs]}
            )


Ringing = Callable[[Sequence[Clock], "Work"], Awaitable[Sequence[Event]]]


@dataclass(frozen=True)
class Alarm:
    """What is done when clocks of a kind are due."""

    kind: str
    function: Ringing

    async def __call__(self, clocks: Sequence[Clock], work: "Work") -> Sequence[Event]:
        return await self.function(clocks, work)


def rings(kind: str) -> Callable[[Ringing], Alarm]:
    """Mark the function for clocks of a kind that are due.

    It locks what the clocks are about and looks again: a step taken at the last moment wins.
    """
    return lambda function: Alarm(kind, function)
