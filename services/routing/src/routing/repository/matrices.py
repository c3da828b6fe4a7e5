"""Responsibility matrices: every version that was ever recorded."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from contracts.vocabulary import Theme
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.domain.matrix import Matrix, Responsibility, Role
from routing.repository.setwise import insert_into, write
from routing.tables.deciding import responsibilities, responsibility_matrices

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


CODES = text("""
    SELECT DISTINCT municipality_code FROM responsibility_matrices
    WHERE CAST(:code AS text) IS NULL OR municipality_code = :code ORDER BY municipality_code
""")


@dataclass(frozen=True, slots=True)
class Recorded:
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

    async def history(self) -> list[Recorded]:
        held: dict[int, set[Responsibility]] = defaultdict(set)
        for row in await self.db.execute(ALL_OF, {"code": self.code}):
            one = Responsibility(Theme(row.theme), Role(row.role), row.organisation_id)
            held[row.version].add(one)
        return [
            Recorded(
                Matrix(
                    row.matrix_id, self.code, row.version, row.valid_from,
                    frozenset(held[row.version]),
                ),
                row.recorded_at,
            )
            for row in await self.db.execute(HISTORY, {"code": self.code})
        ]  # fmt: skip

    async def add(self, recorded: Recorded) -> None:
        matrix = recorded.matrix
        known = {"municipality_code": self.code, "version": matrix.version}
        about = {"matrix_id": matrix.matrix_id, "valid_from": matrix.valid_from}
        row = {**known, **about, "recorded_at": recorded.recorded_at}
        await write(self.db, ADD, responsibility_matrices, [row])
        rows = [
            {**known, "theme": r.theme, "role": r.role, "organisation_id": r.organisation_id}
            for r in sorted(matrix.responsibilities)
        ]
        await write(self.db, ADD_RESPONSIBILITIES, responsibilities, rows)

    @staticmethod
    async def last_of_all(db: AsyncConnection, code: str | None) -> list[Matrix]:
        """Of one municipality or of all."""
        codes = (await db.execute(CODES, {"code": code})).scalars().all()
        return [(await Matrices(db, each).history())[-1].matrix for each in codes]


def counting(history: Sequence[Recorded], today: date) -> Recorded | None:
    """The last version that has begun."""
    begun = [recorded for recorded in history if recorded.matrix.valid_from <= today]
    return begun[-1] if begun else None
