"""Taking steps with a question."""

from typing import Annotated
from uuid import UUID

from chassis.http import Begin, Router
from chassis.identity import Caller, Role
from chassis.problems import Conflict, Forbidden
from chassis.work import Work
from fastapi import Body

from intake.api.access import Staff, not_found, scope_of
from intake.api.answers import QuestionShown, shown
from intake.api.details import refuse_report
from intake.api.step_bodies import Merge, StepBody
from intake.domain.merging import MergeRefusal, merge_refusal
from intake.domain.moves import IllegalTransition
from intake.domain.question import Question
from intake.domain.states import Step
from intake.moving import Moved, carry_out, moved
from intake.repository.questions import Questions
from intake.repository.scope import Scope
from intake.repository.vault import Vault
from intake.sentences import refusal

router = Router(tags=["questions"])

FOR_THE_PROVIDER = frozenset({Step.WITHDRAW, Step.REOPEN, Step.PROVIDE_INFORMATION})
"""What the organisation that received a question may do for the provider, who has no account."""

NOT_MERGED = {
    MergeRefusal.UNKNOWN: "De andere vraag is er niet, of u mag haar niet zien.",
    MergeRefusal.ITSELF: "Een vraag kan niet met zichzelf worden samengevoegd.",
    MergeRefusal.ELSEWHERE: "De andere vraag is van een andere gemeente.",
    MergeRefusal.DONE: "De andere vraag is al afgerond.",
}


@router.post("/questions/{question_id}/steps")
async def take_step(
    question_id: UUID, body: Annotated[StepBody, Body()], caller: Staff, work: Begin
) -> QuestionShown:
    """Desk coordinators take all steps; the organisation that received it, the provider's."""
    refuse_report(body.words)
    question = await _locked(question_id, body, scope_of(caller), work)
    _check(caller, question, body.move.step)
    done = _moved(question, body, work)
    role = Role.COORDINATOR if Role.COORDINATOR in caller.roles else Role.PARTNER
    facts = await carry_out([done], work, role, by_organisation_id=caller.organisation_id)
    await _write_up(done, body, work)
    await work.announce(*facts)
    return shown(done.after)


async def _locked(question_id: UUID, body: StepBody, scope: Scope, work: Work) -> Question:
    """The question; of a merge, both are held, and it is checked whether they may become one."""
    questions = Questions(work.db)
    wanted = {question_id, body.into_question_id} if isinstance(body, Merge) else {question_id}
    seen = [one for one in wanted if await questions.one(one, scope) is not None]
    held = await questions.locked(seen)
    if question_id not in held:
        raise not_found()
    question = held[question_id]
    if isinstance(body, Merge) and (no := merge_refusal(question, held.get(body.into_question_id))):
        raise Conflict("not-merged", "Deze vragen kunnen niet samen.", NOT_MERGED[no])
    return question


def _check(caller: Caller, question: Question, step: Step) -> None:
    received_it = question.received_by_organisation_id == caller.organisation_id
    if Role.COORDINATOR in caller.roles and caller.may_see(question.municipality_code):
        return
    if not (received_it and step in FOR_THE_PROVIDER):
        raise Forbidden("not-your-step", "Deze stap is aan het loket.")


def _moved(question: Question, body: StepBody, work: Work) -> Moved:
    try:
        return moved(question, body.move, work)
    except IllegalTransition as illegal:
        told = refusal(illegal.state, illegal.possible)
        raise Conflict("illegal-transition", "Deze stap kan nu niet.", told) from illegal


async def _write_up(done: Moved, body: StepBody, work: Work) -> None:
    """What was written goes to the vault; of a question that was about safety nothing stays."""
    vault, ref = Vault(work.db), done.after.details_ref
    if done.move.reason == "safety":
        await vault.erase(ref)
    elif body.words is not None:
        remark = {"by": body.writer, "text": body.words, "at": work.now.isoformat()}
        await vault.add_remark(ref, remark)
