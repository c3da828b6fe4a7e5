"""The ledger: every movement of money, from which each balance can be computed anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.database.bulk import insert_into, row_of
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from funding.domain.budget import Movement
from funding.tables import ledger

ADD = insert_into(ledger, leaving_out=["id"])

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
        rows = [
            {**row_of(movement), "budget_line_id": line_id, "at": now}
            for line_id, movement in movements
        ]
        await ADD.write(self.db, rows)

    async def compare(self, line_id: UUID | None = None) -> Sequence[Row[Any]]:
        """Each line's balance beside the same from the ledger; of one line, or of all."""
        return (await self.db.execute(COMPARE, {"line_id": line_id})).all()
