"""A report that was not recognised when it came in: what was written goes, wherever it is."""

from collections.abc import Sequence
from datetime import timedelta

from chassis.clocks.alarms import rings
from chassis.kafka.handlers import hears
from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.event import Event
from contracts.intake import QuestionFact
from contracts.routing import HandoverDiverted

from intake.askers.marks import AskerMarks
from intake.details.repository import Vault
from intake.questions.apply import AppliedStep, apply, events_of
from intake.questions.life_cycle import Step
from intake.questions.repository import Questions
from intake.questions.steps import SAFETY, Move, fits
from intake.settings import Settings
from intake.shared.scope import Scope

FORGET_CONTACT = "forget_contact"


async def erase_reports(diverted: Sequence[AppliedStep], work: Work) -> list[AppliedStep]:
    """With those that are the same, which go along; how to reach who asked stays for a few days."""
    along = await _same_diverted(diverted, work)
    questions = [step.after for step in (*diverted, *along)]
    await Vault(work.db).erase_words([question.details_ref for question in questions])
    await AskerMarks(work.db).forget([question.id for question in questions])
    until = work.now + timedelta(days=work.settings_of(Settings).diverted_contact_days)
    await work.clocks.change((), [Clock(FORGET_CONTACT, each.id, until) for each in questions])
    return along


async def _same_diverted(diverted: Sequence[AppliedStep], work: Work) -> list[AppliedStep]:
    questions, everywhere = Questions(work.db), Scope(everywhere=True)
    same = [each for step in diverted for each in await questions.linked(step.after.id, everywhere)]
    held = await questions.locked(same) if same else {}
    move = Move(Step.DIVERT, reason=SAFETY)
    return await apply([(each, move) for each in held.values()], work, "intake") if held else []


@hears(HandoverDiverted)
async def divert_reports(facts: Sequence[HandoverDiverted], work: Work) -> Sequence[QuestionFact]:
    """Whoever was asked for the question says that it does not belong here, and is believed."""
    held = await Questions(work.db).locked([fact.question_id for fact in facts])
    moves = {
        fact.question_id: Move(Step.DIVERT, reason=SAFETY, organisation_id=fact.to_organisation_id)
        for fact in facts
    }
    fitting = [(each, moves[each.id]) for each in held.values() if fits(each, moves[each.id])]
    applied = await apply(fitting, work, "routing")
    along = await erase_reports(applied, work)
    return events_of([*applied, *along], work.now)


@rings(FORGET_CONTACT)
async def forget_contacts(clocks: Sequence[Clock], work: Work) -> Sequence[Event]:
    """By now they were told."""
    held = await Questions(work.db).locked([clock.subject for clock in clocks])
    await Vault(work.db).erase([question.details_ref for question in held.values()])
    return ()
