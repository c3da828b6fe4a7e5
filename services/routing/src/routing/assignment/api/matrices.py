"""The responsibility matrix of a municipality: checked, recorded, with a public history."""

from chassis.http.problems import BadRequest, NotFound
from chassis.http.rate_limits import rate_limited
from chassis.http.router import Begin, Router
from chassis.http.versions import KnownVersion, check_version
from fastapi import Depends, Response

from routing.assignment.api.matrix_schemas import (
    CheckView,
    MatrixEntry,
    MatrixView,
    ResponsibilityEntry,
    checked,
    matrix_flaws,
)
from routing.assignment.domain.matrix import check
from routing.assignment.record_matrix import record_matrix
from routing.assignment.repository.matrices import Matrices, RecordedMatrix
from routing.shared.http import Administrator, MunicipalityCode, must_administer

router = Router(
    prefix="/municipalities/{municipality_code}/responsibility-matrix", tags=["deciding"]
)


OPEN = [Depends(rate_limited)]
"""For everybody."""


@router.post("/check", summary="Every gap and double owner of a matrix, before it is recorded")
async def post_matrix_check(
    municipality_code: MunicipalityCode, entry: MatrixEntry, caller: Administrator, work: Begin
) -> CheckView:
    must_administer(caller, [municipality_code])
    return await checked(entry, work)


@router.put("", summary="Record the next version of the responsibility matrix")
async def put_matrix(
    municipality_code: MunicipalityCode,
    entry: MatrixEntry,
    caller: Administrator,
    known: KnownVersion,
    work: Begin,
    response: Response,
) -> MatrixView:
    """A double owner is refused; a gap is told."""
    must_administer(caller, [municipality_code])
    matrices = Matrices(work.db, municipality_code)
    await matrices.record_alone()
    history = await matrices.history()
    check_version(known, len(history), "De verantwoordelijkheden zijn opnieuw vastgelegd.")
    if flaws := matrix_flaws(entry, await checked(entry, work)):
        detail = f"Aantal fouten: {len(flaws)}."
        raise BadRequest("invalid-matrix", "Deze verdeling klopt niet.", detail, errors=flaws)
    last = history[-1] if history else None
    recorded = await record_matrix(municipality_code, last, entry.valid_from, entry.all, work)
    return _view(recorded, response)


@router.get("", summary="The last version of the responsibility matrix", dependencies=OPEN)
async def get_matrix(
    municipality_code: MunicipalityCode, work: Begin, response: Response
) -> MatrixView:
    history = await Matrices(work.db, municipality_code).history()
    if not history:
        raise NotFound("no-matrix", "Deze gemeente heeft nog niets verdeeld.")
    return _view(history[-1], response)


@router.get(
    "/versions", summary="All versions of the matrix, the first one first", dependencies=OPEN
)
async def list_matrix_versions(
    municipality_code: MunicipalityCode, work: Begin
) -> list[MatrixView]:
    history = await Matrices(work.db, municipality_code).history()
    return [_shown(recorded) for recorded in history]


def _view(recorded: RecordedMatrix, response: Response) -> MatrixView:
    response.headers["ETag"] = f'"{recorded.matrix.version}"'
    return _shown(recorded)


def _shown(recorded: RecordedMatrix) -> MatrixView:
    matrix = recorded.matrix
    return MatrixView(
        municipality_code=matrix.municipality_code,
        version=matrix.version,
        valid_from=matrix.valid_from,
        responsibilities=[
            ResponsibilityEntry(
                theme=each.theme, role=each.role, organisation_id=each.organisation_id
            )
            for each in sorted(matrix.responsibilities)
        ],
        gaps=list(check(matrix.responsibilities).gaps),
        recorded_at=recorded.recorded_at,
    )
