"""Cases: a question with all that was done about it, and whose it is at the desk."""

from typing import Annotated
from uuid import UUID

from chassis.http.caller import Caller
from chassis.http.problems import Conflict, Forbidden, NotFound
from chassis.http.router import Begin, Router
from chassis.http.versions import KnownVersion, check_version
from chassis.work import Work
from fastapi import Response
from pydantic import StringConstraints

from routing.case.decision import Case, Decision
from routing.case.repository import Cases
from routing.case_page.schemas import CaseView, case_view
from routing.case_page.visibility import CaseSight
from routing.handovers.save import save
from routing.shared.http import Involved, Reading, Shape
from routing.shared.scope import scope_of
from routing.timeline.entries import ASSIGNED, UNASSIGNED, Cause
from routing.timeline.repository import Entries
from routing.timeline.words import ENTRIES
from routing.worklist.repository import WorkList
from routing.worklist.rows import WorkRow
from routing.worklist.schemas import may_assign

router = Router(prefix="/cases", tags=["cases"])

Subject = Annotated[
    str, StringConstraints(min_length=1, max_length=255, pattern=r"^[^\x00-\x1f\x7f]+$")
]


class Assignment(Shape):
    assignee: Subject | None
    """The subject of somebody's token, which says nothing of the person; null: nobody."""


@router.get("/{question_id}", summary="A case, with everything that happened to it")
async def get_case(question_id: UUID, caller: Reading, work: Begin, response: Response) -> CaseView:
    case = await Cases(work.db).look_at(question_id)
    return await _shown(visible_case(case, caller), caller, work, response)


@router.put("/{question_id}/assignee", summary="Give a case to somebody, or to nobody")
async def assign_case(
    question_id: UUID,
    body: Assignment,
    caller: Involved,
    known: KnownVersion,
    work: Begin,
    response: Response,
) -> CaseView:
    found = await locked(question_id, caller, work)
    await _check(known, found, work)
    row = await _row(found, work)
    if row is None:
        raise Conflict("case-done", "Deze vraag is klaar.", "Er is niets meer toe te wijzen.")
    if not may_assign(row, caller):
        raise Forbidden("not-yours", "U mag dit niet doen.", "De vraag is bij een ander.")
    if body.assignee != row.assigned_to:
        await WorkList(work.db, found.scope).assign(question_id, body.assignee)
        await note(found, ASSIGNED if body.assignee else UNASSIGNED, work)
    return await _shown(await locked(question_id, caller, work), caller, work, response)


async def locked(question_id: UUID, caller: Caller, work: Work) -> CaseSight:
    """Locked, for who is going to change it."""
    case = next(iter(await Cases(work.db).of([question_id])), None)
    return visible_case(case, caller)


def visible_case(case: Case | None, caller: Caller) -> CaseSight:
    found = CaseSight(case, scope_of(caller)) if case else None
    if found is None or not found.anything:
        raise NotFound("no-such-case", "Deze vraag is er niet.")
    return found


async def note(found: CaseSight, what: str, work: Work) -> None:
    """In the history of a case, which is a version further by it."""
    by = None if found.is_desk else found.scope.organisation_id
    cause = Cause(what=what, at=work.now, by_party=found.party, by_organisation_id=by)
    causes = {found.case.question.question_id: cause}
    await save([found.case], [Decision(found.case)], work, causes)


async def _shown(found: CaseSight, caller: Caller, work: Work, response: Response) -> CaseView:
    row = await _row(found, work)
    shows = row is not None and may_assign(row, caller)
    response.headers["ETag"] = f'"{found.case.question.version}"'
    return await case_view(found, row.assigned_to if row and shows else None, work)


async def _row(found: CaseSight, work: Work) -> WorkRow | None:
    return await WorkList(work.db, found.scope).row(found.case.question.question_id)


async def _check(known: int | None, found: CaseSight, work: Work) -> None:
    question = found.case.question
    if known is None or known == question.version:
        return
    entries = found.entries(await Entries(work.db).of(question.question_id))
    since = ", ".join(ENTRIES[entry.what] for entry in entries if entry.number > known)
    check_version(known, question.version, f"Sindsdien: {since}." if since else "")
