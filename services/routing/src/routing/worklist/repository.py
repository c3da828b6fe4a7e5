"""The open cases that somebody sees."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.shared.scope import Scope
from routing.worklist.filter import Filter
from routing.worklist.indexes import reads_by_theme
from routing.worklist.query import Query
from routing.worklist.rows import WorkRow, work_row

ONE = text("SELECT * FROM worklist WHERE question_id = :question_id")

# A step through the index for each that there is, however many rows have it.
THEMES = text("""
    WITH RECURSIVE themes (theme) AS (
        SELECT min(theme) FROM worklist
        UNION ALL
        SELECT (SELECT min(theme) FROM worklist WHERE theme > themes.theme)
        FROM themes WHERE theme IS NOT NULL
    )
    SELECT theme FROM themes WHERE theme IS NOT NULL
""")

ASSIGN = text("UPDATE worklist SET assigned_to = :assignee WHERE question_id = :question_id")


@dataclass(frozen=True)
class WorkList:
    db: AsyncConnection
    scope: Scope

    async def page(self, wanted: Filter, now: datetime) -> list[WorkRow]:
        by_theme = reads_by_theme(wanted, self.scope)
        themes = (await self.db.execute(THEMES)).scalars().all() if by_theme else ()
        query = Query(wanted, self.scope, themes, now)
        if not query.parts:
            return []
        rows = await self.db.execute(text(query.statement), query.parameters)
        return [work_row(row) for row in rows]

    async def row(self, question_id: UUID) -> WorkRow | None:
        """Of a case that was seen."""
        found = (await self.db.execute(ONE, {"question_id": question_id})).one_or_none()
        return work_row(found) if found else None

    async def assign(self, question_id: UUID, assignee: str | None) -> None:
        await self.db.execute(ASSIGN, {"question_id": question_id, "assignee": assignee})
