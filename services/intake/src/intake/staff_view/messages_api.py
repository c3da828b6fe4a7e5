"""What an organisation that was asked wants to know of the provider, for the vault."""

from typing import Annotated
from uuid import UUID

from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import Forbidden
from chassis.http.router import Begin, Router
from fastapi import Depends, status

from intake.questions.repository import Questions
from intake.safety.refuse import refuse_report
from intake.shared.schemas import Body, Text
from intake.shared.scope import Scope
from intake.staff_view.access import not_found
from intake.staff_view.messages import Message, Messages

router = Router(tags=["questions"])

Service = Annotated[Caller, Depends(allowed(Role.SERVICE))]


class MessageOfReceiver(Body):
    organisation_id: UUID
    """Who was asked for the question, or has it."""
    text: Text


@router.post("/questions/{question_id}/messages", status_code=status.HTTP_204_NO_CONTENT)
async def write_to_the_provider(
    question_id: UUID, message: MessageOfReceiver, caller: Service, work: Begin
) -> None:
    """For the service in which the receiver wrote it; the provider reads it on its own page."""
    await refuse_report(message.text)
    question = await Questions(work.db).one(question_id, Scope(everywhere=True))
    if question is None or not caller.may_see(question.municipality_code):
        raise not_found()
    has_it = {question.asked_organisation_id, question.owner_organisation_id}
    if message.organisation_id not in has_it:
        raise Forbidden("not-asked", "Deze organisatie is niet gevraagd voor deze vraag.")
    written = Message("receiver", message.text, work.now.isoformat())
    await Messages(work.db).add(question.details_ref, written)
