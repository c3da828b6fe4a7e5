"""The history of a question, for the desk."""

from datetime import datetime
from uuid import UUID

from chassis.http.router import Begin, Router

from intake.questions.history import History
from intake.questions.life_cycle import State
from intake.questions.repository import Questions
from intake.questions.visibility import Thing, may_see
from intake.shared.schemas import FromDomain
from intake.staff_view.access import Reader, not_found, scope_of

router = Router(tags=["questions"])


class StepShown(FromDomain):
    """`by_role` and `by_organisation_id`: who took it, never which person."""

    step: str
    from_state: State | None
    to_state: State
    by_role: str
    by_organisation_id: UUID | None
    reason: str | None
    version: int
    at: datetime


@router.get("/questions/{question_id}/history")
async def get_history(question_id: UUID, caller: Reader, work: Begin) -> list[StepShown]:
    """Every step, the first first, those that nobody was told of included."""
    question = await Questions(work.db).one(question_id, scope_of(caller))
    if question is None or not may_see(caller, Thing.HISTORY, question):
        raise not_found()
    steps = await History(work.db).steps_of(question_id)
    return [StepShown.model_validate(step) for step in steps]
