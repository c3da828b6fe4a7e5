"""Open cases as people see them in a work list."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from chassis.http.caller import Caller, Role
from chassis.work import Work
from contracts.vocabulary import Theme
from pydantic import BaseModel

from routing.case.states import Term
from routing.network.repository.organisations import Organisations
from routing.shared.scope import coordinates
from routing.worklist.case_status import Action, CaseState, CaseStatus, Owner
from routing.worklist.rows import WorkRow
from routing.worklist.words import ACTIONS, CASE_STATES


class NextActionView(BaseModel):
    """Who has the next action on a question, which one, and by when (S1, P01)."""

    owner: Owner
    organisation_id: UUID | None
    organisation_name: str | None
    action: Action
    action_in_words: str
    clock: Term
    due_at: datetime


class WorkRowView(BaseModel):
    question_id: UUID
    municipality_code: str
    theme: Theme
    state: CaseState
    state_in_words: str
    next: NextActionView
    overdue: bool
    contact: bool
    """Whether those who have it now have been in touch with the provider."""
    received_at: datetime
    changed_at: datetime
    version: int
    assigned_to: str | None
    """For the desk and for those whose turn it is."""


async def row_views(rows: Sequence[WorkRow], caller: Caller, work: Work) -> list[WorkRowView]:
    names = await Organisations(work.db).names(_owners(rows))
    return [_view(row, names, caller, work.now) for row in rows]


def may_assign(row: WorkRow, caller: Caller) -> bool:
    """The desk, and the organisation that the question is with."""
    if coordinates(caller, row.municipality_code):
        return True
    own = caller.organisation_id
    return Role.PARTNER in caller.roles and own is not None and own == row.to_organisation_id


def _owners(rows: Sequence[WorkRow]) -> Collection[UUID]:
    found = {row.status.owner_organisation_id for row in rows}
    return [each for each in found if each]


def _view(row: WorkRow, names: dict[UUID, str], caller: Caller, now: datetime) -> WorkRowView:
    own = {name: getattr(row, name, None) for name in WorkRowView.model_fields}
    status = row.status
    computed = {
        "state": status.state,
        "state_in_words": CASE_STATES[status.state],
        "next": next_view(status, names),
        "overdue": status.due_at < now,
        "contact": status.contact,
        "assigned_to": row.assigned_to if may_assign(row, caller) else None,
    }
    return WorkRowView.model_validate(own | computed)


def next_view(status: CaseStatus, names: dict[UUID, str]) -> NextActionView:
    organisation = status.owner_organisation_id
    return NextActionView(
        owner=status.owner,
        organisation_id=organisation,
        organisation_name=names.get(organisation) if organisation else None,
        action=status.action,
        action_in_words=ACTIONS[status.action],
        clock=status.clock,
        due_at=status.due_at,
    )
