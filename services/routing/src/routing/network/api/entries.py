"""The HTTP face of each kind of thing in the register."""

from datetime import datetime
from functools import cache
from typing import Annotated, Any
from uuid import UUID

from chassis.http.caller import Caller
from chassis.http.identity import allowed
from chassis.http.problems import BadRequest, Conflict, NotFound
from chassis.http.router import Begin, Router
from chassis.http.versions import KnownVersion, check_version
from chassis.work import Work
from contracts.problems import Problem as Flaw
from fastapi import Depends, Path, Query, Response, status
from pydantic import BaseModel, create_model

from routing.network.domain.entry import Entry
from routing.network.kind import Kind, RecordedEntry
from routing.network.overseers import entry_scope_of
from routing.network.record import Judged, judge, record_entries
from routing.network.repository.entries import Entries
from routing.shared.http import Administrator, Shape, must_administer
from routing.shared.pagination import Paged


def body_of(kind: Kind[Any]) -> type[BaseModel]:
    """Without the id: that is in the path."""
    members: dict[str, Any] = {
        name: (field.annotation, field)
        for name, field in kind.entry.model_fields.items()
        if name != kind.key
    }
    return create_model(f"{kind.entry.__name__}Entry", __base__=Shape, **members)


@cache
def view_model_of(kind: Kind[Any]) -> type[BaseModel]:
    members: dict[str, Any] = {
        **{name: (field.annotation, ...) for name, field in kind.entry.model_fields.items()},
        "version": (int, ...),
        "recorded_at": (datetime, ...),
    }
    return create_model(f"{kind.entry.__name__}View", **members)


Reader = Annotated[Caller, Depends(allowed())]


def routes_of(kind: Kind[Any]) -> Router:
    router = Router(prefix=f"/{kind.name}", tags=["network"])
    _writing(router, kind)
    _reading(router, kind)
    _listing(router, kind)
    _history(router, kind)
    return router


def _writing(router: Router, kind: Kind[Any]) -> None:
    body, view_model = body_of(kind), view_model_of(kind)
    key = Path(alias=kind.key)

    @router.put(
        f"/{{{kind.key}}}",
        name=f"put_{kind.singular}",
        summary=f"Record the {kind.words}",
        response_model=view_model,
        responses={status.HTTP_201_CREATED: {"model": view_model}},
    )
    async def put(
        thing_id: Annotated[UUID, key],
        sent: body,  # type: ignore[valid-type] # made from the kind's declaration
        caller: Administrator,
        known: KnownVersion,
        work: Begin,
        response: Response,
    ) -> BaseModel:
        entry = kind.entry.model_validate({**dict(sent), kind.key: thing_id})
        recorded, is_new = await write(kind, entry, caller, known, work)
        response.status_code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        response.headers["ETag"] = f'"{recorded.version}"'
        return _view(view_model, recorded)


def _reading(router: Router, kind: Kind[Any]) -> None:
    view_model: Any = view_model_of(kind)
    key = Path(alias=kind.key)

    @router.get(
        f"/{{{kind.key}}}",
        name=f"get_{kind.singular}",
        summary=f"The {kind.words}",
        response_model=view_model,
    )
    async def get(
        thing_id: Annotated[UUID, key], caller: Reader, work: Begin, response: Response
    ) -> BaseModel:
        recorded = await visible_entry(kind, thing_id, caller, work)
        response.headers["ETag"] = f'"{recorded.version}"'
        return _view(view_model, recorded)


def _listing(router: Router, kind: Kind[Any]) -> None:
    view_model: Any = view_model_of(kind)

    @router.get(
        "", name=f"list_{kind.plural}", summary=f"All {kind.name}", response_model=list[view_model]
    )
    async def every(
        page: Paged,
        caller: Reader,
        work: Begin,
        organisation_id: Annotated[UUID | None, Query(alias="organisationId")] = None,
    ) -> list[BaseModel]:
        scope = await entry_scope_of(kind, caller, work, page.code, organisation_id)
        found = await Entries(work.db, kind).many(scope, page.most, page.passed)
        return [_view(view_model, recorded) for recorded in found]


def _history(router: Router, kind: Kind[Any]) -> None:
    view_model: Any = view_model_of(kind)

    @router.get(
        f"/{{{kind.key}}}/versions",
        name=f"list_{kind.singular}_versions",
        summary=f"All versions of the {kind.words}, the first one first",
        response_model=list[view_model],
    )
    async def versions(
        thing_id: Annotated[UUID, Path(alias=kind.key)], caller: Reader, work: Begin
    ) -> list[BaseModel]:
        await visible_entry(kind, thing_id, caller, work)
        history = await Entries(work.db, kind).history(thing_id)
        return [_view(view_model, recorded) for recorded in history]


async def visible_entry(
    kind: Kind[Any], thing_id: UUID, caller: Caller, work: Begin
) -> RecordedEntry[Any]:
    found = await Entries(work.db, kind).one(thing_id, await entry_scope_of(kind, caller, work))
    if found is None:
        raise NotFound("not-in-register", "Dit staat niet in het register.")
    return found


def _view(model: type[BaseModel], recorded: RecordedEntry[Any]) -> BaseModel:
    about = {"version": recorded.version, "recorded_at": recorded.recorded_at}
    return model.model_validate({**dict(recorded.entry), **about})


async def write(
    kind: Kind[Any], entry: Entry, caller: Caller, known: int | None, work: Work
) -> tuple[RecordedEntry[Any], bool]:
    """What is there now, and whether it is new."""
    [judged] = await judge(kind, [entry], work)
    must_administer(caller, list(judged.codes))
    if known is not None:
        await _check_version(kind, judged, known, work)
    if judged.remarks:
        raise _flawed(judged)
    if judged.refusal:
        raise Conflict("cannot-follow", "Deze stap kan nu niet.", judged.refusal)
    await record_entries(kind, [judged], work)
    thing_id = kind.id_of(entry)
    return (await Entries(work.db, kind).of([thing_id]))[thing_id], judged.before is None


async def _check_version(kind: Kind[Any], judged: Judged[Any], known: int, work: Work) -> None:
    before = judged.before
    changed: list[str] = []
    history = await Entries(work.db, kind).history(kind.id_of(judged.entry))
    old = next((dict(each.entry) for each in history if each.version == known), None)
    if before and old:
        new = dict(before.entry)
        changed = [name for name in old if old[name] != new[name]]
    what_changed = f"Veranderd: {', '.join(changed)}." if changed else ""
    check_version(known, before.version if before else 0, what_changed)


def _flawed(judged: Judged[Any]) -> BadRequest:
    flaws = [Flaw(pointer=f"#/{member}", detail=detail) for member, detail in judged.remarks]
    detail = f"Aantal fouten: {len(flaws)}."
    return BadRequest("invalid-entry", "Deze gegevens kloppen niet.", detail, errors=flaws)
