"""Entries of the register, from a file and to one."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from chassis.files.csv_files import Line
from chassis.http.caller import Caller
from chassis.work import Work
from contracts.problems import Problem as Flaw

from routing.network.api.files import FileKind, Loaded
from routing.network.kind import E, Kind
from routing.network.overseers import entry_scope_of
from routing.network.record import Judged, judge, record_entries
from routing.network.repository.entries import Entries

NOT_YOURS = "U beheert niet alle gemeenten waar dit bij hoort."


def file_of(kind: Kind[Any]) -> FileKind[Any]:
    return FileKind(kind.name, kind.entry, kind.columns, partial(_load, kind), partial(_give, kind))


async def _load(
    kind: Kind[E], lines: Sequence[Line[E]], caller: Caller, work: Work, dry_run: bool
) -> Loaded:
    judged = await judge(kind, [line.value for line in lines], work)
    numbered = zip((line.number for line in lines), judged, strict=True)
    flaws = [flaw for number, one in numbered for flaw in _flaws(kind, number, one, caller)]
    if not flaws and not dry_run:
        await record_entries(kind, judged, work)
    new = sum(each.before is None for each in judged)
    changed = sum(each.before is not None and bool(each.changes) for each in judged)
    return Loaded(new, changed, len(judged) - new - changed, flaws)


async def _give(kind: Kind[E], caller: Caller, code: str | None, work: Work) -> list[E]:
    found = await Entries(work.db, kind).many(await entry_scope_of(kind, caller, work, code))
    return [recorded.entry for recorded in found]


def _flaws(kind: Kind[E], number: int, judged: Judged[E], caller: Caller) -> list[Flaw]:
    row = f"#/rows/{number}"
    flaws = [Flaw(pointer=f"{row}/{member}", detail=detail) for member, detail in judged.remarks]
    if not all(map(caller.may_see, judged.codes)):
        flaws.append(Flaw(pointer=f"{row}/{kind.entry.area}", detail=NOT_YOURS))
    if judged.refusal:
        flaws.append(Flaw(pointer=row, detail=judged.refusal))
    return flaws
