"""Responsibility matrices as a file: a row for each responsibility."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from chassis.files.csv_files import Line
from chassis.http.caller import Caller
from chassis.work import Work
from contracts.problems import Problem as Flaw
from contracts.shapes import Day
from contracts.vocabulary import Theme

from routing.assignment.api.matrix_schemas import (
    MatrixEntry,
    ResponsibilityEntry,
    checked,
    matrix_flaws,
)
from routing.assignment.domain.matrix import Role
from routing.assignment.record_matrix import record_matrix, says_so
from routing.assignment.repository.matrices import Matrices
from routing.network.api.files import FileKind, Loaded
from routing.network.api.load import NOT_YOURS
from routing.shared.http import MunicipalityCode, Shape

OTHER_DAY: Final = "Van een gemeente gaan alle rijen op dezelfde dag in."


class ResponsibilityRow(Shape):
    municipality_code: MunicipalityCode
    valid_from: Day
    theme: Theme
    role: Role
    organisation_id: UUID

    @property
    def entry(self) -> ResponsibilityEntry:
        return ResponsibilityEntry(
            theme=self.theme, role=self.role, organisation_id=self.organisation_id
        )


Rows = Sequence[Line[ResponsibilityRow]]


async def _load(lines: Rows, caller: Caller, work: Work, dry_run: bool) -> Loaded:
    """Of each municipality in it, all rows together are the next version."""
    parts: Mapping[str, list[Line[ResponsibilityRow]]] = defaultdict(list)
    for line in lines:
        parts[line.value.municipality_code].append(line)
    flaws = [flaw for part in parts.values() for flaw in await _flaws(part, caller, work)]
    matrices = {code: _matrix(part) for code, part in parts.items()}
    for code in sorted(matrices):  # in one order, so that two files wait for each other
        await Matrices(work.db, code).record_alone()
    last = await Matrices.last(work.db, sorted(matrices))
    same = sum(
        says_so(last[code].matrix, matrix.valid_from, matrix.all)
        for code, matrix in matrices.items()
        if code in last
    )
    if not flaws and not dry_run:
        for code, matrix in matrices.items():
            await record_matrix(code, last.get(code), matrix.valid_from, matrix.all, work)
    return Loaded(len(matrices) - len(last), len(last) - same, same, flaws)


def _matrix(rows: Rows) -> MatrixEntry:
    day: date = rows[0].value.valid_from
    return MatrixEntry(valid_from=day, responsibilities=[line.value.entry for line in rows])


async def _flaws(rows: Rows, caller: Caller, work: Work) -> list[Flaw]:
    matrix = _matrix(rows)
    flaws = []
    for flaw in matrix_flaws(matrix, await checked(matrix, work)):
        _, _, place, *rest = flaw.pointer.split("/")
        pointer = "/".join(("#/rows", str(rows[int(place)].number), *(rest or ("role",))))
        flaws.append(Flaw(pointer=pointer, detail=flaw.detail))
    for line in rows:
        row = f"#/rows/{line.number}"
        if line.value.valid_from != matrix.valid_from:
            flaws.append(Flaw(pointer=f"{row}/valid_from", detail=OTHER_DAY))
        if not caller.may_see(line.value.municipality_code):
            flaws.append(Flaw(pointer=f"{row}/municipality_code", detail=NOT_YOURS))
    return flaws


async def _give(caller: Caller, code: str | None, work: Work) -> list[ResponsibilityRow]:
    found = await Matrices.last(work.db, [code] if code else None)
    return [
        ResponsibilityRow(
            municipality_code=matrix.municipality_code,
            valid_from=matrix.valid_from,
            theme=each.theme,
            role=each.role,
            organisation_id=each.organisation_id,
        )
        for matrix in (recorded.matrix for recorded in found.values())
        if caller.may_see(matrix.municipality_code)
        for each in sorted(matrix.responsibilities)
    ]


MATRIX_FILE: Final = FileKind(
    "responsibilities", ResponsibilityRow, list(ResponsibilityRow.model_fields), _load, _give
)
