"""What became of deliveries that were tried."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.retries import Attempt, Verdict
from notifications.repository.queue import Taken

# `before` makes it harmless to write the same attempt down twice, when an answer got lost.
CONCLUDE = text("""
    WITH locked AS (
        SELECT id FROM deliveries WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR UPDATE
    )
    UPDATE deliveries
    SET state = CASE WHEN deliveries.state = 'held' AND done.state = 'pending'
                     THEN 'held' ELSE done.state END,
        attempts = done.attempts, reason = done.reason, answered = done.answered,
        next_attempt_at = clock_timestamp() + done.wait * interval '1 second',
        version = version + (done.state IN ('sent', 'failed', 'suppressed'))::int,
        changed_at = clock_timestamp()
    FROM unnest(
        CAST(:ids AS uuid[]), CAST(:before AS int[]), CAST(:states AS text[]),
        CAST(:attempts AS int[]), CAST(:reasons AS text[]), CAST(:answered AS int[]),
        CAST(:waits AS float[])
    ) AS done (id, before, state, attempts, reason, answered, wait)
    JOIN locked USING (id)
    WHERE deliveries.id = done.id AND deliveries.attempts = done.before
      AND deliveries.state IN ('pending', 'held')
    RETURNING deliveries.id, deliveries.version
""")

HOLD = text("""
    UPDATE deliveries SET state = 'held', changed_at = clock_timestamp()
    WHERE id IN (
        SELECT id FROM deliveries
        WHERE outlet = ANY(CAST(:outlets AS uuid[])) AND state = 'pending'
        ORDER BY id FOR UPDATE
    )
""")


@dataclass(frozen=True, slots=True)
class Conclusion:
    taken: Taken
    attempt: Attempt
    verdict: Verdict


class Outcomes:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def conclude(self, conclusions: Sequence[Conclusion]) -> dict[UUID, int]:
        """Returns the versions of those that were not written down before."""
        rows = await self.db.execute(
            CONCLUDE,
            {
                "ids": [conclusion.taken.delivery.id for conclusion in conclusions],
                "before": [conclusion.taken.attempts for conclusion in conclusions],
                "states": [conclusion.verdict.state for conclusion in conclusions],
                "attempts": [conclusion.verdict.attempts for conclusion in conclusions],
                "reasons": [conclusion.attempt.reason for conclusion in conclusions],
                "answered": [conclusion.attempt.answered for conclusion in conclusions],
                "waits": [conclusion.verdict.wait.total_seconds() for conclusion in conclusions],
            },
        )
        return {row.id: row.version for row in rows}

    async def hold(self, outlets: Collection[UUID]) -> None:
        if outlets:
            await self.db.execute(HOLD, {"outlets": list(outlets)})
