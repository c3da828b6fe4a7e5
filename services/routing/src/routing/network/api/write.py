"""One thing is recorded: by whom it may be, when it fits, on what is there."""

from typing import Any

from chassis.http.caller import Caller
from chassis.http.problems import BadRequest, Conflict
from chassis.http.versions import check_version
from chassis.work import Work
from contracts.problems import Problem as Flaw

from routing.network.domain.entry import Entry
from routing.network.kind import Kind, Recorded
from routing.network.record import Judged, judge, keep
from routing.network.repository.entries import Entries
from routing.shared.http import must_administer


async def write(
    kind: Kind[Any], entry: Entry, caller: Caller, known: int | None, work: Work
) -> tuple[Recorded[Any], bool]:
    """What is there now, and whether it is new."""
    [judged] = await judge(kind, [entry], work)
    must_administer(caller, list(judged.codes))
    if known is not None:
        await _check_version(kind, judged, known, work)
    if judged.remarks:
        raise _flawed(judged)
    if judged.refusal:
        raise Conflict("cannot-follow", "Deze stap kan nu niet.", judged.refusal)
    await keep(kind, [judged], work)
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
