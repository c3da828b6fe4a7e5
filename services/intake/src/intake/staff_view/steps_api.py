"""Taking steps with a question."""

from typing import Annotated
from uuid import UUID

from chassis.http.caller import Caller, Role
from chassis.http.problems import Conflict, Forbidden
from chassis.http.router import Begin, Router
from chassis.http.versions import KnownVersion
from chassis.work import Work
from fastapi import Body, Response

from intake.questions.life_cycle import Step
from intake.questions.merge import MergeRefusal, merge_refusal
from intake.questions.question import Question
from intake.questions.repository import Questions
from intake.safety.refuse import refuse_report
from intake.shared.scope import Scope
from intake.staff_view.access import Staff, not_found, scope_of
from intake.staff_view.schemas import QuestionShown, shown
from intake.staff_view.step_schemas import Merge, StepBody
from intake.staff_view.take_step import Actor, check_known, etag_of, take_and_announce

router = Router(tags=["questions"])

FOR_THE_PROVIDER = frozenset(
    {
        Step.WITHDRAW,
        Step.CLOSE,
        Step.REOPEN,
        Step.PROVIDE_INFORMATION,
        Step.RECORD_CONSENT,
        Step.CONFIRM_CONTACT,
    }
)
"""What the organisation that received a question may do for the provider, who has no account."""

NOT_MERGED = {
    MergeRefusal.UNKNOWN: "De andere vraag is er niet, of u mag haar niet zien.",
    MergeRefusal.ITSELF: "Een vraag kan niet met zichzelf worden samengevoegd.",
    MergeRefusal.ELSEWHERE: "De andere vraag is van een andere gemeente.",
    MergeRefusal.DONE: "De andere vraag is al afgerond.",
}


@router.post("/questions/{question_id}/steps")
async def take_step(
    question_id: UUID,
    body: Annotated[StepBody, Body()],
    caller: Staff,
    known: KnownVersion,
    response: Response,
    work: Begin,
) -> QuestionShown:
    """Desk coordinators take all steps; the organisation that received it, the provider's."""
    await refuse_report(body.words)
    question = await _locked(question_id, body, scope_of(caller), work)
    _check(caller, question, body.move.step)
    await check_known(known, question_id, work)
    role = Role.COORDINATOR if Role.COORDINATOR in caller.roles else Role.PARTNER
    after = await take_and_announce(question, body, Actor(role, caller.organisation_id), work)
    response.headers["ETag"] = await etag_of(question_id, work)
    return shown(after)


async def _locked(question_id: UUID, body: StepBody, scope: Scope, work: Work) -> Question:
    """The question; of a merge, both are held, and it is checked whether they may become one."""
    questions = Questions(work.db)
    wanted = {question_id, body.into_question_id} if isinstance(body, Merge) else {question_id}
    seen = [each for each in wanted if await questions.one(each, scope) is not None]
    held = await questions.locked(seen)
    if question_id not in held:
        raise not_found()
    question = held[question_id]
    if isinstance(body, Merge) and (no := merge_refusal(question, held.get(body.into_question_id))):
        raise Conflict("not-merged", "Deze vragen kunnen niet samen.", NOT_MERGED[no])
    return question


def _check(caller: Caller, question: Question, step: Step) -> None:
    received_it = caller.speaks_for(question.received_by_organisation_id)
    if Role.COORDINATOR in caller.roles and caller.may_see(question.municipality_code):
        return
    if not (received_it and step in FOR_THE_PROVIDER):
        raise Forbidden("not-your-step", "Deze stap is aan het loket.")
