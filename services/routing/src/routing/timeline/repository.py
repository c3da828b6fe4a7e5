"""The history of cases."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chassis.database.bulk import insert_into, row_of
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.case.states import Party
from routing.timeline.entries import TimelineEntry
from routing.timeline.tables import case_entries

ADD = insert_into(case_entries)

OF = text("SELECT * FROM case_entries WHERE question_id = :question_id ORDER BY number")


@dataclass(frozen=True)
class Entries:
    db: AsyncConnection

    async def add(self, entries: Iterable[TimelineEntry]) -> None:
        await ADD.write(self.db, [row_of(entry) for entry in entries])

    async def of(self, question_id: UUID) -> list[TimelineEntry]:
        rows = await self.db.execute(OF, {"question_id": question_id})
        return [_entry(row) for row in rows]


def _entry(row: Row[Any]) -> TimelineEntry:
    values = dict(row._mapping)
    return TimelineEntry(**values | {"by_party": row.by_party and Party(row.by_party)})
