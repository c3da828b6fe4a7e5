"""The work list: what is open, whose turn it is and what comes first."""

from typing import Annotated

from chassis.http.caller import Caller
from chassis.http.router import Begin, Router
from contracts.vocabulary import Theme
from fastapi import Query
from pydantic import BaseModel, Field

from routing.shared.http import MunicipalityCode, Reading
from routing.shared.scope import sight_of
from routing.worklist import cursor as places
from routing.worklist.filter import Place, Wanted, WorkListOrder
from routing.worklist.query import COLUMNS
from routing.worklist.repository import WorkList
from routing.worklist.rows import WorkRow
from routing.worklist.standing import CaseState
from routing.worklist.views import WorkRowView, row_views

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
    caller: Reading, wished: Annotated[Wishes, Query()], work: Begin
) -> WorkListView:
    if wished.my_organisation and caller.organisation_id is None:
        return WorkListView(cases=[], cursor=None)
    found = await WorkList(work.db, sight_of(caller)).page(_wanted(wished, caller), work.now)
    shown, more = found[: wished.page_size], len(found) > wished.page_size
    return WorkListView(
        cases=await row_views(shown, caller, work),
        cursor=places.written(_place(shown[-1], wished.sort), wished.sort) if more else None,
    )


def _wanted(wished: Wishes, caller: Caller) -> Wanted:
    """One more than is shown: to know whether there is a next page."""
    return Wanted(
        order=wished.sort,
        mine=caller.subject if wished.mine else None,
        my_organisation=caller.organisation_id if wished.my_organisation else None,
        overdue=wished.overdue,
        without_contact=wished.without_contact,
        theme=wished.theme,
        municipality_code=wished.municipality_code,
        state=wished.state,
        after=places.read(wished.cursor, wished.sort) if wished.cursor else None,
        most=wished.page_size + 1,
    )


def _place(row: WorkRow, order: WorkListOrder) -> Place:
    at = row.standing.due_at if order is WorkListOrder.DUE else getattr(row, COLUMNS[order])
    return Place(at, row.question_id)
