"""Responsibility matrices: every version that was ever recorded."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from chassis.database.bulk import insert_into
from contracts.vocabulary import Theme
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.assignment.domain.matrix import Matrix, Responsibility, Role
from routing.assignment.tables import responsibilities, responsibility_matrices

ALONE = text("SELECT pg_advisory_xact_lock(hashtext('matrix of ' || CAST(:code AS text)))")
ADD = insert_into(responsibility_matrices)
ADD_RESPONSIBILITIES = insert_into(responsibilities)

HISTORY = text("""
    SELECT * FROM responsibility_matrices WHERE municipality_code = :code ORDER BY version
""")

ALL_OF = text("""
    SELECT version, theme, role, organisation_id FROM responsibilities
    WHERE municipality_code = :code
""")

LAST = text("""
    SELECT * FROM (
        SELECT DISTINCT ON (municipality_code) * FROM responsibility_matrices
        WHERE CAST(:codes AS text[]) IS NULL OR municipality_code = ANY(CAST(:codes AS text[]))
        ORDER BY municipality_code, version DESC
    ) AS last LEFT JOIN responsibilities USING (municipality_code, version)
    ORDER BY municipality_code
""")


@dataclass(frozen=True, slots=True)
class RecordedMatrix:
    matrix: Matrix
    recorded_at: datetime


@dataclass(frozen=True)
class Matrices:
    """Of one municipality."""

    db: AsyncConnection
    code: str

    async def record_alone(self) -> None:
        """Until this transaction ends."""
        await self.db.execute(ALONE, {"code": self.code})

    async def history(self) -> list[RecordedMatrix]:
        held: dict[int, set[Responsibility]] = defaultdict(set)
        for row in await self.db.execute(ALL_OF, {"code": self.code}):
            responsibility = Responsibility(
                Theme.read(row.theme), Role(row.role), row.organisation_id
            )
            held[row.version].add(responsibility)
        return [
            RecordedMatrix(
                Matrix(
                    row.matrix_id, self.code, row.version, row.valid_from,
                    frozenset(held[row.version]),
                ),
                row.recorded_at,
            )
            for row in await self.db.execute(HISTORY, {"code": self.code})
        ]  # fmt: skip

    async def add(self, recorded: RecordedMatrix) -> None:
        matrix = recorded.matrix
        known = {"municipality_code": self.code, "version": matrix.version}
        about = {"matrix_id": matrix.matrix_id, "valid_from": matrix.valid_from}
        row = {**known, **about, "recorded_at": recorded.recorded_at}
        await ADD.write(self.db, [row])
        rows = [
            {**known, "theme": r.theme, "role": r.role, "organisation_id": r.organisation_id}
            for r in sorted(matrix.responsibilities)
        ]
        await ADD_RESPONSIBILITIES.write(self.db, rows)

    @staticmethod
    async def last(db: AsyncConnection, codes: Sequence[str] | None) -> dict[str, RecordedMatrix]:
        """The last version of each of these that has one, or of all."""
        found = await db.execute(LAST, {"codes": codes})
        by_code = groupby(found.all(), key=lambda row: str(row.municipality_code))
        return {code: _recorded(list(rows)) for code, rows in by_code}


def _recorded(rows: Sequence[Row[Any]]) -> RecordedMatrix:
    """One version, from its responsibilities, or a row without any."""
    held = (
        Responsibility(Theme.read(r.theme), Role(r.role), r.organisation_id) for r in rows if r.role
    )
    first = rows[0]
    about = first.matrix_id, first.municipality_code, first.version, first.valid_from
    return RecordedMatrix(Matrix(*about, frozenset(held)), first.recorded_at)


def counting(history: Sequence[RecordedMatrix], today: date) -> RecordedMatrix | None:
    """The last version that has begun."""
    begun = [recorded for recorded in history if recorded.matrix.valid_from <= today]
    return begun[-1] if begun else None
