"""Recording who does what in a municipality: the next version of its matrix."""

from datetime import date
from typing import Final
from uuid import UUID, uuid5

from chassis.work import Work

from routing.assignment.domain.matrix import Matrix, Responsibility
from routing.assignment.repository.matrices import Matrices, RecordedMatrix
from routing.network.reconsider import look_again_from

MATRICES: Final = UUID("0199a020-0000-7000-8000-000000000001")
"""The namespace of their ids."""


Held = frozenset[Responsibility]


def says_so(last: Matrix, valid_from: date, held: Held) -> bool:
    """Whether the last version holds this already."""
    return (last.valid_from, last.responsibilities) == (valid_from, held)


async def record_matrix(
    code: str, last: RecordedMatrix | None, valid_from: date, held: Held, work: Work
) -> RecordedMatrix:
    """Unless it says what the last one says; `last`: read since this recorder is alone."""
    if last and says_so(last.matrix, valid_from, held):
        return last
    version = last.matrix.version + 1 if last else 1
    matrix = Matrix(uuid5(MATRICES, code), code, version, valid_from, held)
    await Matrices(work.db, code).add(RecordedMatrix(matrix, work.now))
    await look_again_from(valid_from, [code], work)
    return RecordedMatrix(matrix, work.now)
