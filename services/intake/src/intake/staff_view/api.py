"""Looking at questions."""

from typing import Annotated
from uuid import UUID

from chassis.http.router import Begin, Router
from contracts.vocabulary import Theme
from fastapi import Query, Response
from pydantic import BaseModel

from intake.questions.life_cycle import State
from intake.questions.repository import Filter, Questions
from intake.questions.visibility import Thing, may_see
from intake.staff_view.access import Reader, not_found, scope_of
from intake.staff_view.schemas import QuestionInFull, QuestionShown, shown
from intake.staff_view.take_step import etag_of

router = Router(tags=["questions"])


class QuestionPage(BaseModel):
    """Newest first; `next` is the `before` of the page that follows, if there is one."""

    items: list[QuestionShown]
    next: UUID | None


@router.get("/questions/{question_id}")
async def get_question(
    question_id: UUID, caller: Reader, response: Response, work: Begin
) -> QuestionInFull:
    questions = Questions(work.db)
    question = await questions.one(question_id, scope_of(caller))
    if question is None or not may_see(caller, Thing.STATE, question):
        raise not_found()
    response.headers["ETag"] = await etag_of(question_id, work)
    linked = await questions.linked(question_id, scope_of(caller))
    return QuestionInFull(**shown(question).model_dump(), linked_question_ids=linked)


@router.get("/questions")
async def list_questions(
    caller: Reader,
    work: Begin,
    state: State | None = None,
    theme: Theme | None = None,
    before: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> QuestionPage:
    wanted = Filter(state, theme, before, limit + 1)
    found = await Questions(work.db).page(wanted, scope_of(caller))
    more = len(found) > limit
    return QuestionPage(
        items=[shown(question) for question in found[:limit]],
        next=found[limit - 1].id if more else None,
    )
