"""A case as people see it: where it status, and everything that happened to it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chassis.work import Work
from contracts.vocabulary import ConsentGround, ProviderKind, Theme
from pydantic import BaseModel

from routing.case.states import Party
from routing.case_page.visibility import CaseSight
from routing.handovers.api.schemas import HandoverView, views
from routing.handovers.repository.reader import HandoverReader
from routing.network.repository.organisations import Organisations
from routing.timeline.entries import TimelineEntry
from routing.timeline.repository import Entries
from routing.timeline.words import ENTRIES
from routing.worklist.case_status import CaseState, status_of
from routing.worklist.schemas import NextActionView, next_view
from routing.worklist.words import CASE_STATES


class EntryView(BaseModel):
    """Something that happened; `organisation_id` is whom it concerns."""

    number: int
    at: datetime
    what: str
    what_in_words: str
    handover_id: UUID | None
    organisation_id: UUID | None
    organisation_name: str | None
    by_party: Party | None
    by_organisation_id: UUID | None
    by_organisation_name: str | None
    reason: str | None


class CaseView(BaseModel):
    question_id: UUID
    municipality_code: str
    theme: Theme
    provider_id: UUID
    provider_kind: ProviderKind
    consent: ConsentGround
    version: int
    state: CaseState | None
    """None once it is done."""
    state_in_words: str
    next: NextActionView | None
    overdue: bool
    contact: bool
    assigned_to: str | None
    """For the desk and for those whom the question is with."""
    handovers: list[HandoverView]
    timeline: list[EntryView]


DONE = "gesloten"


async def case_view(seen: CaseSight, assigned_to: str | None, work: Work) -> CaseView:
    question, status = seen.case.question, status_of(seen.case)
    entries = seen.entries(await Entries(work.db).of(question.question_id))
    names = await _names(entries, status.owner_organisation_id if status else None, work)
    reader = HandoverReader(work.db, seen.scope)
    handovers = await reader.handovers_of(question.question_id)
    own = {name: getattr(question, name, None) for name in CaseView.model_fields}
    computed = {
        "state": status and status.state,
        "state_in_words": CASE_STATES[status.state] if status else DONE,
        "next": status and next_view(status, names),
        "overdue": status is not None and status.due_at < work.now,
        "contact": status is not None and status.contact,
        "assigned_to": assigned_to,
        "handovers": await views(handovers, reader, work),
        "timeline": [_view(entry, names) for entry in entries],
    }
    return CaseView.model_validate(own | computed)


async def _names(
    entries: Sequence[TimelineEntry], owner: UUID | None, work: Work
) -> dict[UUID, str]:
    found = {
        each for entry in entries for each in (entry.organisation_id, entry.by_organisation_id)
    }
    return await Organisations(work.db).names([each for each in found | {owner} if each])


def _view(entry: TimelineEntry, names: dict[UUID, str]) -> EntryView:
    own = {name: getattr(entry, name, None) for name in EntryView.model_fields}
    computed = {
        "what_in_words": ENTRIES[entry.what],
        "organisation_name": entry.organisation_id and names.get(entry.organisation_id),
        "by_organisation_name": entry.by_organisation_id and names.get(entry.by_organisation_id),
    }
    return EntryView.model_validate(own | computed)
