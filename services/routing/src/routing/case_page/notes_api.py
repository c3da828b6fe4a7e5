"""Working notes: for the desk and for whoever wrote them, never for others."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from chassis.http.problems import Conflict
from chassis.http.router import Begin, Router
from chassis.observability.processing_log import Processing, log_processing, pseudonym
from chassis.work import Work
from fastapi import status
from pydantic import BaseModel, StringConstraints

from routing.case.repository import Cases
from routing.case_page.api import locked, note, visible_case
from routing.case_page.notes_repository import Notes
from routing.case_page.visibility import CaseSight
from routing.settings import Settings
from routing.shared.http import Involved, Shape
from routing.timeline.entries import NOTED
from routing.worklist.case_status import status_of

router = Router(prefix="/cases", tags=["cases"])

LONGEST = 4000


class NoteEntry(Shape):
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]


class NoteKept(BaseModel):
    note_id: UUID
    by_organisation_id: UUID | None
    """None: the desk."""
    at: datetime


class NoteView(NoteKept):
    text: str | None
    """None: it was erased."""


@router.post(
    "/{question_id}/notes", summary="Write a working note", status_code=status.HTTP_201_CREATED
)
async def add_note(question_id: UUID, entry: NoteEntry, caller: Involved, work: Begin) -> NoteKept:
    """It stays between you and the desk."""
    found = await locked(question_id, caller, work)
    if status_of(found.case) is None:
        raise Conflict("case-done", "Deze vraag is klaar.", "U kunt er niets meer bij schrijven.")
    by = None if found.is_desk else found.scope.organisation_id
    added = await Notes(work.db).add(question_id, entry.text, by, work.now)
    await note(found, NOTED, work)
    return NoteKept.model_validate(added, from_attributes=True)


@router.get("/{question_id}/notes", summary="The working notes that are yours to read")
async def list_notes(question_id: UUID, caller: Involved, work: Begin) -> list[NoteView]:
    found = visible_case(await Cases(work.db).look_at(question_id), caller)
    notes = await Notes(work.db).of(question_id, found.is_desk, found.scope.organisation_id)
    if notes:
        _log(found, work)
    return [NoteView.model_validate(each, from_attributes=True) for each in notes]


def _log(found: CaseSight, work: Work) -> None:
    key = work.settings_of(Settings).pseudonym_key.get_secret_value().encode()
    log_processing(
        Processing(
            name="read the notes about a question",
            activity_id="urn:sportloket:processing:routing:work_on_question",
            subject_pseudonym=pseudonym(key, str(found.case.question.provider_id)),
            subject_type="provider",
            started_at=work.now,
            ended_at=work.now,
        )
    )
