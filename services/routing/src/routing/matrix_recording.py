"""Recording who does what in a municipality: the next version of its matrix."""

from datetime import date
from typing import Final
from uuid import UUID, uuid5

from chassis.work import Work

from routing.domain.matrix import Matrix, Responsibility
from routing.looking_again import look_again_from
from routing.repository.matrices import Matrices, Recorded

MATRICES: Final = UUID("0199a020-0000-7000-8000-000000000001")
"""The namespace of their ids."""


async def record_matrix(
    code: str, valid_from: date, held: frozenset[Responsibility], work: Work
) -> Recorded:
    """Unless it says what the last one says."""
    matrices = Matrices(work.db, code)
    await matrices.record_alone()
    history = await matrices.history()
    if history and _says(history[-1].matrix) == (valid_from, held):
        return history[-1]
    matrix = Matrix(uuid5(MATRICES, code), code, len(history) + 1, valid_from, held)
    await matrices.add(Recorded(matrix, work.now))
    await look_again_from(valid_from, [code], work)
    return Recorded(matrix, work.now)


def _says(matrix: Matrix) -> tuple[date, frozenset[Responsibility]]:
    return matrix.valid_from, matrix.responsibilities
