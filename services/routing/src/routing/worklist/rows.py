"""Keeps the work list as the cases are, in their transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from chassis.database.bulk import insert_into, row_of
from contracts.vocabulary import Theme
from pydantic import TypeAdapter
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.case.decision import Case
from routing.case.handover import Handover
from routing.case.states import State
from routing.worklist.case_status import CaseStatus, status_of
from routing.worklist.tables import worklist

STATUSES: Final = TypeAdapter(CaseStatus)
ROW_KEEPS = {"question_id", "assigned_to"}
KEEP = insert_into(
    worklist,
    "ON CONFLICT (question_id) DO UPDATE SET "
    + ", ".join(
        f"{column.name} = excluded.{column.name}"
        for column in worklist.columns
        if column.name not in ROW_KEEPS
    ),
)

REMOVE = text("DELETE FROM worklist WHERE question_id = ANY(CAST(:ids AS uuid[]))")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """An open case as it status in the work list."""

    question_id: UUID
    municipality_code: str
    theme: Theme
    status: CaseStatus
    received_at: datetime
    changed_at: datetime
    version: int
    to_organisation_id: UUID | None
    from_organisation_id: UUID | None
    via_organisation_id: UUID | None
    assigned_to: str | None


def work_row(row: Row[Any]) -> WorkRow:
    values = dict(row._mapping)
    status = {field.name: values.pop(field.name) for field in fields(CaseStatus)}
    values["theme"] = Theme.read(values["theme"])
    return WorkRow(status=STATUSES.validate_python(status), **values)


async def keep_work_rows(cases: Iterable[Case], db: AsyncConnection, now: datetime) -> None:
    rows = [(case.question.question_id, _row(case, now)) for case in cases]
    await KEEP.write(db, [row for _, row in rows if row])
    if done := [question_id for question_id, row in rows if row is None]:
        await db.execute(REMOVE, {"ids": done})


def _row(case: Case, now: datetime) -> dict[str, Any] | None:
    """None once the question is done."""
    status = status_of(case)
    if status is None:
        return None
    question, handover = case.question, _latest(case)
    return row_of(status) | {
        "question_id": question.question_id,
        "municipality_code": question.municipality_code,
        "theme": question.theme,
        "received_at": question.received_at or now,
        "changed_at": now,
        "version": question.version,
        "to_organisation_id": handover and handover.to_organisation_id,
        "from_organisation_id": question.received_by_organisation_id,
        "via_organisation_id": handover and handover.via_organisation_id,
        "assigned_to": None,
    }


def _latest(case: Case) -> Handover | None:
    """The handover of those who have the question, or who helped with it."""
    last = case.handovers[-1] if case.handovers else None
    return last if last and (last.open or last.state is State.COMPLETED) else None
