"""Asking a question: by anyone through the form, or by staff for a provider that they spoke."""

from typing import Any, Literal
from uuid import UUID

from chassis.http.caller import Caller, Role, unauthorised
from chassis.http.identity import Anyone
from chassis.http.problems import BadRequest, Forbidden
from chassis.http.rate_limits import rate_limited
from chassis.http.router import Begin, Router
from chassis.work import Work
from contracts.problems import Problem as Flaw
from contracts.vocabulary import Channel, QuestionKind
from fastapi import Depends, Request, Response, status
from pydantic import BaseModel

from intake.askers.recognition import address_of
from intake.help_desks.repository import HelpDesks
from intake.intake_form.ask import Asked, ReceivedBy, ask
from intake.intake_form.schemas import QuestionForm
from intake.network.repository import Network
from intake.questions.events import diversion_counted
from intake.questions.life_cycle import State
from intake.questions.next_action import next_of
from intake.questions.steps import SAFETY
from intake.questions.words import what_happens_next
from intake.safety.domain import places
from intake.safety.refuse import GO_ELSEWHERE, reports
from intake.safety.schemas import Place
from intake.settings import Settings
from intake.staff_view.schemas import NextAction

UNKNOWN = "Deze organisatie is niet bekend in het netwerk."
router = Router(tags=["questions"])


class QuestionTaken(BaseModel):
    """`message` says in plain Dutch who has the question now, what happens next and by when.

    `link` is the asker's own: who has it follows the question, without an account.
    """

    question_id: UUID
    state: State
    next: NextAction | None
    message: str
    link: str


class Diverted(BaseModel):
    """Nothing was kept: what was written belongs elsewhere."""

    diverted: Literal[True] = True
    message: str
    places: list[Place]


async def form_rate(request: Request, caller: Anyone) -> None:
    """Staff are known by name; everybody else shares what an address may ask."""
    if caller is None:
        await rate_limited(request)


@router.post(
    "/questions",
    status_code=status.HTTP_201_CREATED,
    response_model=None,
    dependencies=[Depends(form_rate)],
    responses={
        200: {"model": Diverted, "description": "Doorverwezen."},
        201: {"model": QuestionTaken, "description": "De vraag is ontvangen."},
        429: {"description": "Te veel verzoeken."},
    },
)
async def ask_question(
    form: QuestionForm, response: Response, caller: Anyone, work: Begin
) -> QuestionTaken | Diverted:
    """A report of transgressive behaviour is recognised first, and nothing of it is kept (P02)."""
    by = _asker(form, caller)
    if await reports(form.text):
        work.announce(diversion_counted(form.municipality_code, SAFETY, work.now))
        response.status_code = status.HTTP_200_OK
        return Diverted(message=GO_ELSEWHERE, places=[Place(**place) for place in places()])
    await _check_introduced_by(form.introduced_by_organisation_id, work)
    question, token = await ask(_asked(form), by, work)
    response.headers["Location"] = f"/v1/questions/{question.id}"
    desk = await HelpDesks(work.db).of(question.municipality_code)
    turn = next_of(question)
    return QuestionTaken(
        question_id=question.id,
        state=question.state,
        next=turn and NextAction.model_validate(turn),
        message=what_happens_next(question, work.now, desk=desk.name if desk else None),
        link=address_of(token, work.settings_of(Settings)),
    )


def _asker(form: QuestionForm, caller: Caller | None) -> ReceivedBy:
    """Without a token it is the form; with one, a coordinator stays within the municipalities."""
    if caller is None:
        if not _is_plain(form):
            raise unauthorised("Zonder token kunt u alleen het formulier gebruiken.")
        return ReceivedBy("anyone", None, Channel.FORM)
    roles = [Role.PARTNER, Role.COORDINATOR]
    if form.kind is QuestionKind.PROCESS_GUIDANCE:
        roles.append(Role.CORE_TEAM)
    role = next((role for role in roles if role in caller.roles), None)
    if role is None:
        raise Forbidden("role-needed", "U mag dit niet doen.", f"Nodig: {' of '.join(roles)}.")
    if role is not Role.PARTNER and not caller.may_see(form.municipality_code):
        raise Forbidden("other-municipality", "Deze gemeente hoort niet bij uw loket.")
    return ReceivedBy(role, caller.organisation_id, form.channel or Channel.CONVERSATION)


async def _check_introduced_by(organisation_id: UUID | None, work: Work) -> None:
    """A platform that nobody knows cannot have brought anybody."""
    if organisation_id and await Network(work.db).name_of(organisation_id) is None:
        flaw = Flaw(pointer="#/introduced_by_organisation_id", detail=UNKNOWN)
        raise BadRequest("invalid-input", "Dit verzoek klopt niet.", errors=[flaw])


def _is_plain(form: QuestionForm) -> bool:
    """Nothing in it that only staff and organisations can know or do."""
    return (
        form.channel in {None, Channel.FORM}
        and form.kind is QuestionKind.QUESTION
        and form.introduced_by_organisation_id is None
        and form.provider.provider_id is None
    )


def _asked(form: QuestionForm) -> Asked:
    space = form.space
    return Asked(
        theme=form.theme,
        municipality_code=form.municipality_code,
        provider_kind=form.provider.kind,
        provider_id=form.provider.provider_id,
        consent=form.consent,
        details=_details(form),
        kind=form.kind,
        subtheme=form.subtheme,
        introduced_by_organisation_id=form.introduced_by_organisation_id,
        members=form.members,
        space_now_m2=space.now_m2 if space else None,
        space_wanted_m2=space.wanted_m2 if space else None,
        area_code=space.area_code if space else None,
    )


def _details(form: QuestionForm) -> dict[str, Any]:
    details = {
        "text": form.text,
        "provider_name": form.provider.name,
        "contact": form.contact.model_dump(exclude_none=True),
        "answer_by": form.answer_by,
        "area": form.space.area if form.space else None,
    }
    return {name: value for name, value in details.items() if value is not None}
