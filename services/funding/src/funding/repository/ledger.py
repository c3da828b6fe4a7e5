"""The ledger: every movement of money, from which each balance can be computed anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from funding.domain.budget import Movement

ADD = text("""
    INSERT INTO ledger (
        budget_line_id, application_id, application_version, source, destination, cents, at
    )
    SELECT budget_line_id, application_id, application_version, source, destination, cents, :now
    FROM unnest(
        CAST(:line_ids AS uuid[]), CAST(:application_ids AS uuid[]), CAST(:versions AS int[]),
        CAST(:sources AS text[]), CAST(:destinations AS text[]), CAST(:cents AS bigint[])
    ) WITH ORDINALITY AS moved (
        budget_line_id, application_id, application_version, source, destination, cents, place
    )
    ORDER BY place
""")

# One statement, so that balances and ledger are of the same moment.
COMPARE = text("""
    SELECT line.id, line.ceiling_cents,
           line.reserved_cents, line.committed_cents, line.paid_cents,
           coalesce(moved.reserved_cents, 0) AS ledger_reserved_cents,
           coalesce(moved.committed_cents, 0) AS ledger_committed_cents,
           coalesce(moved.paid_cents, 0) AS ledger_paid_cents
    FROM budget_lines AS line
    LEFT JOIN (
        SELECT budget_line_id,
               sum(change) FILTER (WHERE account = 'reserved') AS reserved_cents,
               sum(change) FILTER (WHERE account = 'committed') AS committed_cents,
               sum(change) FILTER (WHERE account = 'paid') AS paid_cents
        FROM ledger
        CROSS JOIN LATERAL (VALUES (source, -cents), (destination, cents)) AS side (account, change)
        WHERE CAST(:line_id AS uuid) IS NULL OR budget_line_id = :line_id
        GROUP BY budget_line_id
    ) AS moved ON moved.budget_line_id = line.id
    WHERE CAST(:line_id AS uuid) IS NULL OR line.id = :line_id
""")


@dataclass(frozen=True)
class Ledger:
    db: AsyncConnection

    async def add(self, movements: Sequence[tuple[UUID, Movement]], now: datetime) -> None:
        """Each with its budget line."""
        if not movements:
            return
        moved = [movement for _, movement in movements]
        await self.db.execute(
            ADD,
            {
                "now": now,
                "line_ids": [line_id for line_id, _ in movements],
                "application_ids": [movement.application_id for movement in moved],
                "versions": [movement.application_version for movement in moved],
                "sources": [movement.source for movement in moved],
                "destinations": [movement.destination for movement in moved],
                "cents": [movement.cents for movement in moved],
            },
        )

    async def compare(self, line_id: UUID | None = None) -> Sequence[Row[Any]]:
        """Each line's balance beside the same from the ledger; of one line, or of all."""
        return (await self.db.execute(COMPARE, {"line_id": line_id})).all()
