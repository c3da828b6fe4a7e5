"""What was compared when questions were placed: only added to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.database.bulk import insert_into
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.assignment.tables import considerations
from routing.case.explanation_record import (
    Basis,
    ComparedCandidate,
    ExplanationRecord,
    Ground,
    NotAskedBecause,
)

ADD = insert_into(considerations, "ON CONFLICT DO NOTHING")

OF_HANDOVERS = text("""
    SELECT * FROM considerations WHERE handover_id = ANY(CAST(:ids AS uuid[]))
""")

LAST_OF_QUESTION = text("""
    SELECT * FROM considerations WHERE question_id = :question_id ORDER BY at DESC LIMIT 1
""")


@dataclass(frozen=True)
class ExplanationRecords:
    db: AsyncConnection

    async def add(self, considered: Collection[ExplanationRecord], now: datetime) -> None:
        rows = [{**_row(record), "at": now} for record in considered]
        await ADD.write(self.db, rows)

    async def of_handovers(self, ids: Collection[UUID]) -> dict[UUID, ExplanationRecord]:
        rows = await self.db.execute(OF_HANDOVERS, {"ids": list(ids)})
        return {row.handover_id: _record(row) for row in rows}

    async def last(self, question_id: UUID) -> ExplanationRecord | None:
        rows = await self.db.execute(LAST_OF_QUESTION, {"question_id": question_id})
        row = rows.one_or_none()
        return _record(row) if row else None


def _row(record: ExplanationRecord) -> dict[str, Any]:
    return {
        "consideration_id": record.consideration_id,
        "question_id": record.question_id,
        "handover_id": record.handover_id,
        "basis": record.ground and record.ground.basis,
        "ground_id": record.ground and record.ground.ground_id,
        "ground_version": record.ground and record.ground.version,
        "weighed": [_stored(each) for each in record.weighed],
    }


def _stored(weighed: ComparedCandidate) -> dict[str, Any]:
    return {
        "organisation_id": str(weighed.organisation_id),
        "basis": weighed.ground.basis,
        "ground_id": str(weighed.ground.ground_id),
        "ground_version": weighed.ground.version,
        "passed_over": weighed.passed_over,
        "open_handovers": weighed.open_handovers,
    }


def _record(row: Row[Any]) -> ExplanationRecord:
    ground = row.basis and Ground(Basis(row.basis), row.ground_id, row.ground_version)
    return ExplanationRecord(
        consideration_id=row.consideration_id,
        question_id=row.question_id,
        handover_id=row.handover_id,
        ground=ground,
        weighed=tuple(map(_weighed, row.weighed)),
    )


def _weighed(stored: dict[str, Any]) -> ComparedCandidate:
    passed_over, basis = stored["passed_over"], Basis(stored["basis"])
    return ComparedCandidate(
        organisation_id=UUID(stored["organisation_id"]),
        ground=Ground(basis, UUID(stored["ground_id"]), stored["ground_version"]),
        passed_over=NotAskedBecause(passed_over) if passed_over else None,
        open_handovers=stored["open_handovers"],
    )
