"""The work list: what is open, whose turn it is and what comes first."""

from typing import Annotated

from chassis.http.caller import Caller
from chassis.http.router import Begin, Router
from contracts.vocabulary import Theme
from fastapi import Query
from pydantic import BaseModel, Field

from routing.shared.http import MunicipalityCode, Reading
from routing.shared.scope import scope_of
from routing.worklist.case_status import CaseState
from routing.worklist.cursor import cursor_of, place_of
from routing.worklist.filter import Filter, Place, WorkListOrder
from routing.worklist.query import COLUMNS
from routing.worklist.repository import WorkList
from routing.worklist.rows import WorkRow
from routing.worklist.schemas import WorkRowView, row_views

router = Router(prefix="/worklist", tags=["cases"])

LARGEST_PAGE = 100
LONGEST_CURSOR = 200


class WorkListView(BaseModel):
    cases: list[WorkRowView]
    cursor: str | None
    """Of the next page; None on the last one."""


class Wishes(BaseModel):
    """What a case must be to be in the list, and how the list is read."""

    mine: bool = False
    """Assigned to who asks."""
    my_organisation: Annotated[bool, Field(alias="myOrganisation")] = False
    """The organisation of who asks has the next action."""
    overdue: bool = False
    without_contact: Annotated[bool, Field(alias="withoutContact")] = False
    theme: Theme | None = None
    municipality_code: Annotated[MunicipalityCode | None, Field(alias="municipalityCode")] = None
    state: CaseState | None = None
    sort: WorkListOrder = WorkListOrder.DUE
    page_size: Annotated[int, Field(alias="pageSize", ge=1, le=LARGEST_PAGE)] = 50
    cursor: Annotated[str | None, Field(max_length=LONGEST_CURSOR)] = None


@router.get("", summary="The open cases that you see, a page at a time")
async def list_work(
    caller: Reading, wishes: Annotated[Wishes, Query()], work: Begin
) -> WorkListView:
    if wishes.my_organisation and caller.organisation_id is None:
        return WorkListView(cases=[], cursor=None)
    found = await WorkList(work.db, scope_of(caller)).page(_wanted(wishes, caller), work.now)
    cases, more = found[: wishes.page_size], len(found) > wishes.page_size
    return WorkListView(
        cases=await row_views(cases, caller, work),
        cursor=cursor_of(_place(cases[-1], wishes.sort), wishes.sort) if more else None,
    )


def _wanted(wishes: Wishes, caller: Caller) -> Filter:
    """One more than is cases: to know whether there is a next page."""
    return Filter(
        order=wishes.sort,
        mine=caller.subject if wishes.mine else None,
        my_organisation=caller.organisation_id if wishes.my_organisation else None,
        overdue=wishes.overdue,
        without_contact=wishes.without_contact,
        theme=wishes.theme,
        municipality_code=wishes.municipality_code,
        state=wishes.state,
        after=place_of(wishes.cursor, wishes.sort) if wishes.cursor else None,
        most=wishes.page_size + 1,
    )


def _place(row: WorkRow, order: WorkListOrder) -> Place:
    at = row.status.due_at if order is WorkListOrder.DUE else getattr(row, COLUMNS[order])
    return Place(at, row.question_id)
