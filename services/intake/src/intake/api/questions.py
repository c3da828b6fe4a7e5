"""Looking at questions."""

from typing import Annotated
from uuid import UUID

from chassis.http import Begin, Router
from contracts.vocabulary import Theme
from fastapi import Query
from pydantic import BaseModel

from intake.api.access import Reader, not_found, scope_of
from intake.api.answers import QuestionShown, shown
from intake.domain.states import State
from intake.repository.questions import Questions, Wanted

router = Router(tags=["questions"])


class QuestionPage(BaseModel):
    """Newest first; `next` is the `before` of the page that follows, if there is one."""

    items: list[QuestionShown]
    next: UUID | None


@router.get("/questions/{question_id}")
async def get_question(question_id: UUID, caller: Reader, work: Begin) -> QuestionShown:
    question = await Questions(work.db).one(question_id, scope_of(caller))
    if question is None:
        raise not_found()
    return shown(question)


@router.get("/questions")
async def list_questions(
    caller: Reader,
    work: Begin,
    state: State | None = None,
    theme: Theme | None = None,
    before: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> QuestionPage:
    wanted = Wanted(state, theme, before, limit + 1)
    found = await Questions(work.db).page(wanted, scope_of(caller))
    more = len(found) > limit
    return QuestionPage(
        items=[shown(question) for question in found[:limit]],
        next=found[limit - 1].id if more else None,
    )
