"""Contact details and free text: put by partners, read for a purpose, each reading logged."""

from typing import Annotated, Any, Literal
from uuid import UUID

from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import Forbidden, NotFound
from chassis.http.router import Begin, Router
from chassis.work import Work
from contracts.shapes import Reference
from fastapi import Depends, Query
from pydantic import BaseModel

from intake.askers.links import Links
from intake.askers.recognition import address_of, digest_of, token_of
from intake.details.processing import log_reading
from intake.details.repository import Vault
from intake.questions.question import Question
from intake.questions.repository import Questions
from intake.questions.visibility import Thing, may_see
from intake.safety.refuse import refuse_report
from intake.settings import Settings
from intake.shared.schemas import Body, Contact, Line, Text
from intake.staff_view.access import Reader

router = Router(tags=["details"])

Partner = Annotated[Caller, Depends(allowed(Role.PARTNER))]
Purpose = Literal["handover", "notification"]


class DetailsForm(Body):
    """Of a question that the partner will submit on its topic under this reference."""

    text: Text
    contact: Contact
    provider_name: Line | None = None


class DetailsPut(BaseModel):
    """`details_ref` is what events call it."""

    details_ref: str


class ContactShown(BaseModel):
    """`name` None: only the address stays, to tell where to go."""

    name: str | None = None
    email: str | None = None
    telephone: str | None = None


class Message(BaseModel):
    by: Literal["desk", "provider"]
    text: str
    at: str


class Details(BaseModel):
    details_ref: str
    text: str | None = None
    contact: ContactShown | None = None
    provider_name: str | None = None
    answer_by: Literal["email", "telephone"] | None = None
    area: str | None = None
    remarks: list[Message] = []
    link: str | None = None
    """The asker's own, to follow the question by; for who sends mails only."""


@router.put("/details/{ref}")
async def put_details(
    ref: Reference, details: DetailsForm, caller: Partner, work: Begin
) -> DetailsPut:
    """What was put under the same reference before is replaced."""
    if caller.organisation_id is None:
        raise Forbidden("organisation-needed", "Dit kan alleen namens een organisatie.")
    await refuse_report(details.text)
    stored = await Vault(work.db).put(
        details.model_dump(exclude_none=True),
        work.now,
        organisation_id=caller.organisation_id,
        partner_ref=ref,
    )
    return DetailsPut(details_ref=stored)


@router.get("/details/{ref}")
async def get_details(
    ref: Reference,
    purpose: Purpose,
    caller: Reader,
    work: Begin,
    question_id: Annotated[UUID | None, Query(alias="questionId")] = None,
) -> Details:
    """For whoever has the question now, received it, or must tell people about it.

    Where a partner put details under one reference for several questions, `questionId` tells
    which of them `link` is to lead to; without it, to the last one.
    """
    if (purpose == "notification") is not (Role.SERVICE in caller.roles):
        raise Forbidden("other-purpose", "Voor dit doel mag u dit niet lezen.")
    details_ref, content, questions = await _read(ref, caller, work)
    log_reading(
        purpose,
        details_ref,
        work,
        caller.organisation_id.urn if caller.organisation_id else None,
    )
    shown = Details(details_ref=details_ref, **content)
    if purpose == "notification":
        shown.link = await _link(questions, question_id, work)
    return shown


async def _read(ref: str, caller: Caller, work: Work) -> tuple[str, dict[str, Any], list[Question]]:
    """As much as the caller may see of them, in the light of some question that they are of."""
    found = await Vault(work.db).read(ref, caller.organisation_id)
    questions = await Questions(work.db).with_details(found[0]) if found else []
    if found is None or not any(may_see(caller, Thing.DETAILS, question) for question in questions):
        raise NotFound("no-such-details", "Deze gegevens zijn er niet, of u mag ze niet zien.")
    details_ref, content = found
    if not any(may_see(caller, Thing.REMARKS, question) for question in questions):
        content.pop("remarks", None)
    return details_ref, content, questions


async def _link(questions: list[Question], question_id: UUID | None, work: Work) -> str | None:
    meant = [question for question in questions if question_id in {None, question.id}]
    if not meant:
        return None
    last, settings = max(meant, key=lambda one: one.received_at), work.settings_of(Settings)
    token = token_of(last.id, settings)
    await Links(work.db).keep(digest_of(token), last.id)
    return address_of(token, settings)
