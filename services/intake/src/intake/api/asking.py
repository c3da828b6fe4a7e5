"""Asking a question: by anyone through the form, or by staff for a provider that they spoke."""

from typing import Annotated, Literal
from uuid import UUID

from chassis.http import Begin, Router
from chassis.identity import Anyone, Caller, Role, unauthorised
from chassis.problems import Forbidden
from chassis.rate_limits import rate_limited
from contracts.shapes import YesNo
from contracts.vocabulary import Channel, ProviderKind, Theme
from fastapi import Depends, Header, Request, Response, status
from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from intake.announcing import diverted_for_safety
from intake.api.answers import NextAction
from intake.api.fields import Body, Contact, Line, Municipality, Text
from intake.asking import Asked, By, ask
from intake.domain.next import next_of
from intake.domain.question import Question
from intake.domain.states import State
from intake.safety import is_report, places
from intake.sentences import GO_ELSEWHERE, what_happens_next

router = Router(tags=["questions"])


class ProviderNamed(Body):
    kind: ProviderKind
    name: Line
    provider_id: UUID | None = None
    """When it is known from an earlier question."""


class QuestionForm(Body):
    """A person fills in five things: who they are, who to reach, where, what about, and what."""

    theme: Theme
    municipality_code: Municipality
    provider: ProviderNamed
    text: Text
    contact: Contact
    consent: YesNo
    """Whether the desk may pass the question and the contact details on to who can help."""
    channel: Channel | None = None
    """How staff heard it; whoever uses the form leaves it out."""


class QuestionTaken(BaseModel):
    """`message` says in plain Dutch who has the question now, what happens next and by when."""

    question_id: UUID
    state: State
    next: NextAction | None
    message: str


class Place(BaseModel):
    name: str
    when: str
    telephone: str | None = None
    website: str | None = None


class Diverted(BaseModel):
    """Nothing was kept: what was written belongs elsewhere."""

    diverted: Literal[True] = True
    message: str
    places: list[Place]


Key = Annotated[str, Field(pattern=r"^[\x21-\x7e]+$", min_length=8, max_length=200)]
IdempotencyKey = Annotated[Key | SkipJsonSchema[None], Header(alias="Idempotency-Key")]


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
        200: {"model": QuestionTaken | Diverted, "description": "Al bekend, of doorverwezen."},
        201: {"model": QuestionTaken, "description": "De vraag is ontvangen."},
        429: {"description": "Te veel verzoeken."},
    },
)
async def ask_question(
    form: QuestionForm,
    response: Response,
    caller: Anyone,
    work: Begin,
    idempotency_key: IdempotencyKey = None,
) -> QuestionTaken | Diverted:
    """A report of transgressive behaviour is recognised first, and nothing of it is kept (P02)."""
    by = _asker(form, caller)
    if is_report(form.text):
        await work.announce(diverted_for_safety(form.municipality_code, work.now))
        response.status_code = status.HTTP_200_OK
        return Diverted(message=GO_ELSEWHERE, places=[Place(**place) for place in places()])
    question, is_new = await ask(_asked(form), by, idempotency_key, work)
    response.status_code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
    response.headers["Location"] = f"/v1/questions/{question.id}"
    return _taken(question, what_happens_next(question, work.now))


def _taken(question: Question, message: str) -> QuestionTaken:
    turn = next_of(question)
    return QuestionTaken(
        question_id=question.id,
        state=question.state,
        next=turn and NextAction.model_validate(turn),
        message=message,
    )


def _asker(form: QuestionForm, caller: Caller | None) -> By:
    """Without a token it is the form; with one, a coordinator stays within the municipalities."""
    if caller is None:
        if form.channel not in {None, Channel.FORM}:
            raise unauthorised("Zonder token kunt u alleen het formulier gebruiken.")
        return By("anyone", None, Channel.FORM)
    role = next((r for r in (Role.PARTNER, Role.COORDINATOR) if r in caller.roles), None)
    if role is None:
        raise Forbidden("role-needed", "U mag dit niet doen.", "Nodig: partner of coordinator.")
    if role is Role.COORDINATOR and not caller.may_see(form.municipality_code):
        raise Forbidden("other-municipality", "Deze gemeente hoort niet bij uw loket.")
    return By(role, caller.organisation_id, form.channel or Channel.CONVERSATION)


def _asked(form: QuestionForm) -> Asked:
    return Asked(
        theme=form.theme,
        municipality_code=form.municipality_code,
        provider_kind=form.provider.kind,
        provider_id=form.provider.provider_id,
        consent=form.consent,
        details={
            "text": form.text,
            "provider_name": form.provider.name,
            "contact": form.contact.model_dump(exclude_none=True),
        },
    )
