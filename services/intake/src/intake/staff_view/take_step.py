"""What taking a step comes to, whoever takes it."""

from dataclasses import dataclass
from uuid import UUID

from chassis.http.problems import Conflict
from chassis.http.versions import check_version
from chassis.work import Work

from intake.askers.marks import AskerMarks
from intake.details.repository import Vault
from intake.questions.apply import Moved, carry_out, facts
from intake.questions.history import History
from intake.questions.life_cycle import Step
from intake.questions.question import Question
from intake.questions.repository import Questions
from intake.questions.steps import IllegalTransition, Move
from intake.questions.words import refusal, since
from intake.shared.scope import Scope
from intake.staff_view.messages import Remark, Remarks
from intake.staff_view.step_schemas import StepTaken


@dataclass(frozen=True, slots=True)
class By:
    role: str
    organisation_id: UUID | None = None


async def take(question: Question, body: StepTaken, by: By, work: Work) -> Question:
    """Take the step with a question that is held; the question as it is then."""
    try:
        [done] = await carry_out(
            [(question, body.move)], work, by.role, by_organisation_id=by.organisation_id
        )
    except IllegalTransition as illegal:
        told = refusal(illegal.state, illegal.possible)
        raise Conflict("illegal-transition", "Deze stap kan nu niet.", told) from illegal
    await _write_up(done, body, work)
    moves = [done, *await _let_go(done, work)]
    await work.announce(*facts(moves, work.now))
    return done.after


async def check_known(known: int | None, question_id: UUID, work: Work) -> None:
    """Refuse who does not know all steps so far, and say which happened since."""
    if known is not None:
        steps = await History(work.db).of(question_id)
        check_version(known, len(steps), since(steps[known:]))


async def etag_of(question_id: UUID, work: Work) -> str:
    """Changes with every step, also with those that raise no version."""
    return f'"{len(await History(work.db).of(question_id))}"'


async def _let_go(done: Moved, work: Work) -> list[Moved]:
    """Whoever asked the same did not take the question back: theirs goes on."""
    if done.move.step is not Step.WITHDRAW:
        return []
    questions = Questions(work.db)
    linked = await questions.linked(done.after.id, Scope(everywhere=True))
    held = await questions.locked(linked) if linked else {}
    steps = [(duplicate, Move(Step.UNMERGE)) for duplicate in held.values()]
    return await carry_out(steps, work, "intake") if steps else []


async def _write_up(done: Moved, body: StepTaken, work: Work) -> None:
    """What was written goes to the vault; of a question that was about safety nothing stays."""
    if done.move.reason == "safety":
        await Vault(work.db).erase(done.after.details_ref)
        await AskerMarks(work.db).forget([done.after.id])
    elif body.words is not None:
        remark = Remark(body.writer, body.words, work.now.isoformat())
        await Remarks(work.db).add(done.after.details_ref, remark)
