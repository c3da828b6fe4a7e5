"""The network as files: loaded all or not at all, and written so that they load again."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, Generic, TypeVar

from chassis.files.csv_files import MEDIA_TYPE, Line, read, write
from chassis.files.csv_rows import refused
from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import NotFound, UnsupportedMediaType
from chassis.http.router import Begin, Router
from chassis.work import Work
from contracts.problems import Problem as Flaw
from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel

from routing.shared.http import Administrator, MunicipalityCode

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file brought, or would bring; nothing when it has flaws."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    flaws: Sequence[Flaw] = ()


Load = Callable[[Sequence[Line[M]], Caller, Work, bool], Awaitable[Loaded]]
"""The last one: try only, and keep nothing. Flaws point at `#/rows/<number>/<column>`."""
Give = Callable[[Caller, str | None, Work], Awaitable[Sequence[M]]]
"""All that the caller may see, of one municipality or of all."""


@dataclass(frozen=True)
class FileKind(Generic[M]):
    """The members of `row` are the columns."""

    name: str
    row: type[M]
    columns: Sequence[str]
    load: Load[M]
    give: Give[M]


Overseer = Annotated[Caller, Depends(allowed(Role.ADMINISTRATOR, Role.COORDINATOR))]


class LoadedView(BaseModel):
    """How many rows brought something new, and how many did not."""

    new: int
    changed: int
    unchanged: int
    dry_run: bool


async def content(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("text/csv"):
        raise UnsupportedMediaType("csv-only", "Stuur een CSV-bestand.", "Content-Type: text/csv.")
    return await request.body()


Content = Annotated[bytes, Depends(content)]
TABLE: Final = {"requestBody": {"required": True, "content": {"text/csv": {}}}}


class NetworkFiles:
    """Loads and gives each of these kinds, under its own name."""

    def __init__(self, kinds: Sequence[FileKind[Any]]) -> None:
        self._kinds = {kind.name: kind for kind in kinds}

    @property
    def router(self) -> Router:
        router = Router(prefix="/network-files", tags=["network"])
        router.add_api_route(
            "/{kind}",
            self.post_network_file,
            methods=["POST"],
            summary="Load a file, or only try to",
            openapi_extra=TABLE,
        )
        router.add_api_route(
            "/{kind}",
            self.get_network_file,
            methods=["GET"],
            summary="Everything of this kind, as a file",
            response_class=Response,
            responses={200: {"content": {"text/csv": {}}}},
        )
        return router

    async def post_network_file(
        self,
        caller: Administrator,
        kind: str,
        content: Content,
        work: Begin,
        dry_run: Annotated[bool, Query(alias="dryRun")] = False,
    ) -> LoadedView:
        file = self._named(kind)
        sheet = read(content, file.row)
        loaded = await file.load(sheet.lines, caller, work, dry_run or bool(sheet.flaws))
        if flaws := [*sheet.flaws, *loaded.flaws]:
            raise refused(flaws)
        return LoadedView(
            new=loaded.new, changed=loaded.changed, unchanged=loaded.unchanged, dry_run=dry_run
        )

    async def get_network_file(
        self,
        caller: Overseer,
        kind: str,
        work: Begin,
        code: Annotated[MunicipalityCode | None, Query(alias="municipalityCode")] = None,
    ) -> Response:
        file = self._named(kind)
        content = write(file.columns, await file.give(caller, code, work))
        headers = {"Content-Disposition": f'attachment; filename="{file.name}.csv"'}
        return Response(content, media_type=MEDIA_TYPE, headers=headers)

    def _named(self, kind: str) -> FileKind[Any]:
        if kind not in self._kinds:
            known = f"Wel: {', '.join(self._kinds)}."
            raise NotFound("no-such-file", "Dit bestand bestaat niet.", known)
        return self._kinds[kind]
