"""The network as files: loaded all or not at all, and written so that they load again."""

from typing import Annotated, Any, Final

from chassis.files.csv_files import MEDIA_TYPE, read, write
from chassis.files.csv_rows import refused
from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import NotFound, UnsupportedMediaType
from chassis.http.router import Begin, Router
from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel

from routing.assignment.api.matrix_file import MATRIX_FILE
from routing.assignment.api.rule_file import RULE_FILE
from routing.network.api.file_kinds import FileKind
from routing.network.api.load import file_of
from routing.network.kinds import KINDS
from routing.shared.http import Administrator, MunicipalityCode

FILES: Final[dict[str, FileKind[Any]]] = {
    file.name: file for file in (*map(file_of, KINDS), RULE_FILE, MATRIX_FILE)
}

router = Router(prefix="/network-files", tags=["network"])

Overseer = Annotated[Caller, Depends(allowed(Role.ADMINISTRATOR, Role.COORDINATOR))]


class LoadedView(BaseModel):
    """How many rows brought something new, and how many did not."""

    new: int
    changed: int
    unchanged: int
    dry_run: bool


def named(kind: str) -> FileKind[Any]:
    if kind not in FILES:
        raise NotFound("no-such-file", "Dit bestand bestaat niet.", f"Wel: {', '.join(FILES)}.")
    return FILES[kind]


async def content(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("text/csv"):
        raise UnsupportedMediaType("csv-only", "Stuur een CSV-bestand.", "Content-Type: text/csv.")
    return await request.body()


Named = Annotated[FileKind[Any], Depends(named)]
Content = Annotated[bytes, Depends(content)]
TABLE: Final = {"requestBody": {"required": True, "content": {"text/csv": {}}}}


@router.post("/{kind}", summary="Load a file, or only try to", openapi_extra=TABLE)
async def post_network_file(
    caller: Administrator,
    file: Named,
    content: Content,
    work: Begin,
    dry_run: Annotated[bool, Query(alias="dryRun")] = False,
) -> LoadedView:
    sheet = read(content, file.row)
    loaded = await file.load(sheet.lines, caller, work, dry_run or bool(sheet.flaws))
    if flaws := [*sheet.flaws, *loaded.flaws]:
        raise refused(flaws)
    return LoadedView(
        new=loaded.new, changed=loaded.changed, unchanged=loaded.unchanged, dry_run=dry_run
    )


@router.get(
    "/{kind}",
    summary="Everything of this kind, as a file",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}},
)
async def get_network_file(
    caller: Overseer,
    file: Named,
    work: Begin,
    code: Annotated[MunicipalityCode | None, Query(alias="municipalityCode")] = None,
) -> Response:
    content = write(file.columns, await file.give(caller, code, work))
    headers = {"Content-Disposition": f'attachment; filename="{file.name}.csv"'}
    return Response(content, media_type=MEDIA_TYPE, headers=headers)
