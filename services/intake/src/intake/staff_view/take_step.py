"""What taking a step comes to, whoever takes it."""

from dataclasses import dataclass
from uuid import UUID

from chassis.http.problems import Conflict
from chassis.http.versions import check_version
from chassis.life_cycle import IllegalTransition
from chassis.work import Work

from intake.askers.reports import erase_reports
from intake.questions.apply import AppliedStep, apply, events_of
from intake.questions.history import History
from intake.questions.life_cycle import State, Step
from intake.questions.question import Question
from intake.questions.repository import Questions
from intake.questions.steps import SAFETY, Move
from intake.questions.words import refusal, since
from intake.shared.scope import Scope
from intake.staff_view.messages import Message, Messages
from intake.staff_view.step_schemas import StepTaken


@dataclass(frozen=True, slots=True)
class Actor:
    role: str
    organisation_id: UUID | None = None


async def take_and_announce(question: Question, body: StepTaken, by: Actor, work: Work) -> Question:
    """Take the step with a question that is held; the question as it is then."""
    try:
        [done] = await apply(
            [(question, body.move)], work, by.role, by_organisation_id=by.organisation_id
        )
    except IllegalTransition as illegal:
        detail = refusal(State(illegal.state), tuple(map(Step, illegal.possible)))
        raise Conflict("illegal-transition", "Deze stap kan nu niet.", detail) from illegal
    if done.move.reason == SAFETY:
        along = await erase_reports([done], work)
    else:
        await _write_up(done, body, work)
        along = await _let_go(done, work)
    work.announce(*events_of([done, *along], work.now))
    return done.after


async def check_known(known: int | None, question_id: UUID, work: Work) -> None:
    """Refuse who does not know all steps so far, and say which happened since."""
    if known is not None:
        steps = await History(work.db).of(question_id)
        check_version(known, len(steps), since(steps[known:]))


async def etag_of(question_id: UUID, work: Work) -> str:
    """Changes with every step, also with those that raise no version."""
    return f'"{len(await History(work.db).of(question_id))}"'


async def _let_go(done: AppliedStep, work: Work) -> list[AppliedStep]:
    """Whoever asked the same did not take the question back: theirs goes on."""
    if done.move.step is not Step.WITHDRAW:
        return []
    questions = Questions(work.db)
    linked = await questions.linked(done.after.id, Scope(everywhere=True))
    held = await questions.locked(linked) if linked else {}
    steps = [(duplicate, Move(Step.UNMERGE)) for duplicate in held.values()]
    return await apply(steps, work, "intake") if steps else []


async def _write_up(done: AppliedStep, body: StepTaken, work: Work) -> None:
    """What was written goes to the vault."""
    if body.words is not None:
        remark = Message(body.writer, body.words, work.now.isoformat())
        await Messages(work.db).add(done.after.details_ref, remark)
