"""Contact details and free text: put by partners, read for a purpose, each reading logged."""

from dataclasses import replace
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
from intake.help_desks.repository import HelpDesks
from intake.questions.life_cycle import State
from intake.questions.question import Question
from intake.questions.repository import Questions
from intake.questions.visibility import PERSONAL, Thing, may_see
from intake.safety.refuse import refuse_report
from intake.settings import Settings
from intake.shared.schemas import Body, Contact, FromDomain, Line, Text
from intake.staff_view.access import Reader
from intake.staff_view.messages import Messages

router = Router(tags=["details"])

Partner = Annotated[Caller, Depends(allowed(Role.PARTNER))]
Purpose = Literal["handover", "notification"]


class DetailsForm(Body):
    """Of a question that the partner will submit on its topic under this reference."""

    text: Text
    contact: Contact
    provider_name: Line | None = None


class DetailsPut(BaseModel):
    """`details_ref` is what the partner's submissions call it: its own reference."""

    details_ref: str


class ContactShown(BaseModel):
    """`name` None: only the address stays, to tell where to go."""

    name: str | None = None
    email: str | None = None
    telephone: str | None = None


class DeskShown(FromDomain):
    name: str
    email: str | None
    telephone: str | None


class Message(BaseModel):
    by: Literal["desk", "provider", "receiver"]
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
    desk: DeskShown | None = None
    """Whom the asker can call or mail; for who sends mails only."""
    asked: str | None = None
    """What the asker is to tell, in the words of who asked it; for who sends mails only."""


@router.put("/details/{ref}")
async def put_details(
    ref: Reference, details: DetailsForm, caller: Partner, work: Begin
) -> DetailsPut:
    """What was put under the same reference before is replaced."""
    if caller.organisation_id is None:
        raise Forbidden("organisation-needed", "Dit kan alleen namens een organisatie.")
    await refuse_report(details.text)
    await Vault(work.db).put(
        details.model_dump(exclude_none=True),
        work.now,
        organisation_id=caller.organisation_id,
        partner_ref=ref,
    )
    return DetailsPut(details_ref=ref)


@router.get("/details/{ref}")
async def get_details(
    ref: Reference,
    purpose: Purpose,
    caller: Reader,
    work: Begin,
    question_id: Annotated[UUID | None, Query(alias="questionId")] = None,
    on_behalf_of: Annotated[UUID | None, Query(alias="onBehalfOf")] = None,
) -> Details:
    """For whoever has the question now, received it, or must tell people about it.

    Where a partner put details under one reference for several questions, `questionId` tells
    which of them `link` is to lead to; without it, to the last one. A service that shows them to
    an organisation without an account (`onBehalfOf`) sees what that organisation may see.
    """
    reader = _on_behalf_of(on_behalf_of, caller)
    if (purpose == "notification") is not (Role.SERVICE in reader.roles):
        raise Forbidden("other-purpose", "Voor dit doel mag u dit niet lezen.")
    details_ref, content, questions = await _read(ref, reader, work)
    log_reading(
        purpose,
        details_ref,
        work,
        reader.organisation_id.urn if reader.organisation_id else None,
    )
    shown = Details(details_ref=details_ref, **content)
    if purpose == "notification":
        meant = [question for question in questions if question_id in {None, question.id}]
        if meant:
            last = max(meant, key=lambda one: one.received_at)
            shown.link = await _link(last, work)
            shown.desk = await _desk(last, work)
            shown.asked = await _asked(last, work)
    return shown


def _on_behalf_of(organisation_id: UUID | None, caller: Caller) -> Caller:
    if organisation_id is None:
        return caller
    if Role.SERVICE not in caller.roles:
        raise Forbidden("own-organisation", "U leest alleen namens uw eigen organisatie.")
    return replace(caller, roles=frozenset({Role.PARTNER}), organisation_id=organisation_id)


async def _read(ref: str, caller: Caller, work: Work) -> tuple[str, dict[str, Any], list[Question]]:
    """As much as the caller may see of them, in the light of some question that they are of."""
    found = await Vault(work.db).read(ref, caller.organisation_id)
    questions = await Questions(work.db).with_details(found[0]) if found else []
    seen = {thing for thing in PERSONAL for each in questions if may_see(caller, thing, each)}
    details_ref, content = found or ("", {})
    shown = {
        name: value
        for name, value in content.items()
        if (Thing.REMARKS if name == "remarks" else Thing.DETAILS) in seen
    }
    if not shown:
        raise NotFound("no-such-details", "Deze gegevens zijn er niet, of u mag ze niet zien.")
    return details_ref, shown, questions


async def _desk(question: Question, work: Work) -> DeskShown | None:
    desk = await HelpDesks(work.db).of(question.municipality_code)
    return DeskShown.model_validate(desk) if desk else None


async def _asked(question: Question, work: Work) -> str | None:
    """What was written last to an asker whose turn it is."""
    if question.state is not State.AWAITING_PROVIDER:
        return None
    written = await Messages(work.db).of(question.details_ref)
    return written[-1].text if written and written[-1].by != "provider" else None


async def _link(question: Question, work: Work) -> str:
    settings = work.settings_of(Settings)
    token = token_of(question.id, settings)
    await Links(work.db).keep(digest_of(token), question.id)
    return address_of(token, settings)
