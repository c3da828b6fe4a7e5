"""A question as its asker follows it: by a private link, without an account."""

from typing import Annotated
from uuid import UUID

from chassis.http.pages import wants_page
from chassis.http.problems import NotFound, Problem
from chassis.http.rate_limits import rate_limited
from chassis.http.router import Begin, Router
from chassis.http.versions import KnownVersion
from chassis.work import Work
from contracts.vocabulary import QuestionOutcome
from fastapi import Body, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from intake.asker_view.pages import no_question_page, question_page, refusal_page
from intake.asker_view.schemas import MyQuestion, MyQuestionInFull, in_full, my_question
from intake.asker_view.view import messages_of, question_behind, view_of
from intake.questions.question import Question
from intake.questions.repository import Questions
from intake.safety.refuse import refuse_report
from intake.shared.scope import Scope
from intake.staff_view.step_schemas import OfProvider, StepTaken
from intake.staff_view.take_step import Actor, check_known, etag_of, take_and_announce

router = Router(tags=["my questions"])

OPEN = [Depends(rate_limited)]
MyStep = Annotated[OfProvider, Field(discriminator="step")]
STEP: TypeAdapter[OfProvider] = TypeAdapter(MyStep)
NOT_FILLED_IN = "Wij missen iets. Vul uw antwoord in en probeer het opnieuw."


class PageAnswer(BaseModel):
    """What the buttons and fields of the asker's page send."""

    step: Annotated[str, Field(max_length=40)]
    text: Annotated[str, Field(max_length=5000)] = ""
    consent: Annotated[str, Field(max_length=10)] = ""
    confirmed: Annotated[str, Field(max_length=10)] = ""


@router.get(
    "/my-questions/{token}",
    response_model=None,
    responses={
        200: {
            "model": MyQuestionInFull,
            "content": {"text/html": {}},
            "description": "De vraag zoals de vrager haar ziet.",
        }
    },
    dependencies=OPEN,
)
async def get_my_question(
    token: str, request: Request, response: Response, work: Begin
) -> MyQuestionInFull | Response:
    """A page for people (`Accept: text/html`), else JSON."""
    question_id = await question_behind(token, work)
    questions, everything = Questions(work.db), Scope(everywhere=True)
    question = await questions.one(question_id, everything) if question_id else None
    if question is None:
        return _not_found(request)
    response.headers["ETag"] = await etag_of(question.id, work)
    shown = in_full(await _shown(question, work), await messages_of(question, work))
    return question_page(shown) if wants_page(request) else shown


@router.post("/my-questions/{token}/steps", dependencies=OPEN)
async def take_my_step(
    token: str,
    body: Annotated[MyStep, Body()],
    known: KnownVersion,
    response: Response,
    work: Begin,
) -> MyQuestion:
    question_id = await question_behind(token, work)
    if question_id is None:
        raise no_question()
    question = await _held(question_id, work)
    await check_known(known, question_id, work)
    after = await _taken(question, body, work)
    response.headers["ETag"] = await etag_of(question_id, work)
    return await _shown(after, work)


@router.post("/my-questions/{token}", status_code=303, response_model=None, dependencies=OPEN)
async def send_my_page(
    token: str, request: Request, work: Begin, answer: Annotated[PageAnswer, Form()]
) -> Response:
    """What is sent with the page's own buttons; back to the page, or there with what is wrong."""
    question_id = await question_behind(token, work)
    if question_id is None:
        return _not_found(request)
    question = await _held(question_id, work)
    try:
        await _taken(question, _read(answer), work)
    except ValidationError:
        return refusal_page(NOT_FILLED_IN, 400)
    except Problem as problem:
        return refusal_page(problem.detail, problem.status)
    return RedirectResponse(token, 303)


def _read(answer: PageAnswer) -> OfProvider:
    """The form sends everything; each step takes what is its own."""
    fields: dict[str, dict[str, object]] = {
        "provide_information": {"text": answer.text},
        "record_consent": {"consent": answer.consent == "true"},
        "confirm_contact": {"confirmed": answer.confirmed == "true"},
        "close": {"outcome": QuestionOutcome.HELPED},
        "reopen": {"text": answer.text},
    }
    return STEP.validate_python({"step": answer.step, **fields.get(answer.step, {})})


async def _held(question_id: UUID, work: Work) -> Question:
    return (await Questions(work.db).locked([question_id]))[question_id]


async def _taken(question: Question, body: StepTaken, work: Work) -> Question:
    await refuse_report(body.words)
    return await take_and_announce(question, body, Actor("provider"), work)


async def _shown(question: Question, work: Work) -> MyQuestion:
    return my_question(await view_of(question, work))


def no_question() -> NotFound:
    return NotFound("no-such-link", "Deze link werkt niet.", "Hij is verlopen, of niet compleet.")


def _not_found(request: Request) -> Response:
    if wants_page(request):
        return no_question_page()
    raise no_question()
