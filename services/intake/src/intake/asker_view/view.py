"""What an asker without an account sees of a question, through the private link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from chassis.work import Work

from intake.askers.links import Links
from intake.askers.recognition import digest_of
from intake.details.processing import log_reading
from intake.help_desks.repository import HelpDesk, HelpDesks
from intake.network.repository import Network
from intake.questions.life_cycle import Step
from intake.questions.next_action import Next, Owner, next_of
from intake.questions.question import Question
from intake.questions.repository import Questions
from intake.questions.steps import Move, possible_steps
from intake.questions.words import desk_of, what_happens_next
from intake.settings import Settings
from intake.shared.scope import Scope
from intake.staff_view.messages import Message, Messages

OF_ASKER: Final = (
    Step.PROVIDE_INFORMATION,
    Step.CONFIRM_CONTACT,
    Step.RECORD_CONSENT,
    Step.CLOSE,
    Step.REOPEN,
    Step.WITHDRAW,
)
"""What an asker may do, in the order in which the page has it."""


@dataclass(frozen=True, slots=True)
class AskerView:
    """Names are of organisations."""

    question: Question
    next: Next | None
    owner: str | None
    message: str
    desk: HelpDesk | None
    also_asked: bool
    steps: Sequence[Step]


async def question_behind(token: str, work: Work) -> UUID | None:
    """None as well when the link worked once, and the question was done long ago."""
    done_since = work.now - timedelta(days=work.settings_of(Settings).link_days)
    return await Links(work.db).question_of(digest_of(token), done_since)


async def view_of(question: Question, work: Work) -> AskerView:
    """Of a duplicate nothing of the first: whoever wrote an address down may not be its owner."""
    desk = await HelpDesks(work.db).of(question.municipality_code)
    organisation = await _organisation(question, work)
    duplicates = await Questions(work.db).linked(question.id, Scope(everywhere=True))
    turn = next_of(question)
    return AskerView(
        question=question,
        next=turn,
        owner=_owner(turn, question, desk, organisation) if turn else None,
        message=what_happens_next(
            question, work.now, desk=desk.name if desk else None, organisation=organisation
        ),
        desk=desk,
        also_asked=bool(duplicates),
        steps=[step for step in OF_ASKER if step in possible_steps(question, Move(step))],
    )


async def _organisation(question: Question, work: Work) -> str | None:
    asked = question.asked_organisation_id
    return await Network(work.db).name_of(asked) if asked else None


def _owner(turn: Next, question: Question, desk: HelpDesk | None, organisation: str | None) -> str:
    if question.needs_consent:
        return "U"
    match turn.owner:
        case Owner.PROVIDER:
            return "U"
        case Owner.ORGANISATION:
            return organisation or "Een organisatie"
        case Owner.DESK:
            return desk.name if desk else desk_of(question.municipality_code)


async def messages_of(question: Question, work: Work) -> Sequence[Message]:
    """What desk and asker wrote to each other."""
    log_reading("own_question", question.details_ref, work)
    return await Messages(work.db).of(question.details_ref)
