"""What must happen at a time: rows that ring when they are due, in the work's own transaction."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

START = text("""
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


ClockKey = tuple[str, UUID]
"""A kind of term, and whose it is: at most one clock runs for it."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A kind of term, whose it is, when it ends; `about` holds ids and codes only."""

    kind: str
    subject: UUID
    due_at: datetime
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> ClockKey:
        return self.kind, self.subject


@dataclass(frozen=True)
class Clocks:
    """The clocks of one transaction. Lock the thing itself before you start or cancel its clock."""

    db: AsyncConnection
    changed: set[ClockKey] = field(default_factory=set)
    """Those that this transaction started or cancelled."""

    async def change(self, before: Iterable[Clock], after: Iterable[Clock]) -> None:
        """Cancel what ran before and no longer does; start what is new or has another end."""
        running = {clock.key: clock for clock in before}
        wanted = {clock.key: clock for clock in after}
        await self.cancel(running.keys() - wanted.keys())
        await self.start([clock for key, clock in wanted.items() if running.get(key) != clock])

    async def start(self, clocks: Sequence[Clock]) -> None:
        """Start these; a clock of the same kind and subject is replaced."""
        self.changed.update(clock.key for clock in clocks)
        if clocks:
            await self.db.execute(
                START,
                {
                    "kinds": [clock.kind for clock in clocks],
                    "subjects": [clock.subject for clock in clocks],
                    "due": [clock.due_at for clock in clocks],
                    "about": [json.dumps(dict(clock.about)) for clock in clocks],
                },
            )

    async def cancel(self, clocks: Iterable[ClockKey]) -> None:
        """Stop these, where they run."""
        if keys := list(clocks):
            self.changed.update(keys)
            kinds, subjects = zip(*keys, strict=True)
            await self.db.execute(CANCEL, {"kinds": list(kinds), "subjects": list(subjects)})
