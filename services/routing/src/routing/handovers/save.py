"""Writes what was decided, for all cases at once."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from chassis.database.bulk import Values, insert_into, replacing, row_of
from chassis.work import Work

from routing.assignment.repository.explanation_records import ExplanationRecords
from routing.case.decision import Case, Decision, EscalationRaised, Happening, StepTaken
from routing.case.tables import escalations, handover_steps, handovers, questions
from routing.timeline.entries import Cause, with_entries
from routing.timeline.repository import Entries
from routing.worklist.rows import keep_work_rows

KEEP_HANDOVERS = insert_into(handovers, replacing(handovers))
KEEP_QUESTIONS = insert_into(questions, replacing(questions))
ADD_STEPS = insert_into(handover_steps)
ADD_ESCALATIONS = insert_into(escalations)
NOTHING: Final[Mapping[UUID, Cause]] = MappingProxyType({})


async def save(
    cases: Sequence[Case],
    decisions: Sequence[Decision],
    work: Work,
    causes: Mapping[UUID, Cause] = NOTHING,
) -> None:
    """`cases`: as they were before each of the decisions, and locked."""
    pairs = list(zip(cases, decisions, strict=True))
    written = [
        with_entries(case, decision, causes.get(case.question.question_id), work.now)
        for case, decision in pairs
    ]
    changed = [each.case for each in written if each.entries]
    await KEEP_QUESTIONS.write(work.db, [row_of(case.question) for case in changed])
    happened = [each for decision in decisions for each in decision.happenings]
    # The oldest attempt comes first: it must have ended before the next one is there.
    moved = [row_of(h) for case, d in pairs for h in d.case.handovers if h not in case.handovers]
    await KEEP_HANDOVERS.write(work.db, moved)
    await ADD_STEPS.write(work.db, _steps(happened, work))
    await ADD_ESCALATIONS.write(work.db, _escalations(happened, work))
    records = [record for decision in decisions for record in decision.considered]
    await ExplanationRecords(work.db).add(records, work.now)
    await Entries(work.db).add(entry for each in written for entry in each.entries)
    await keep_work_rows(changed, work.db, work.now)


def _steps(happened: Sequence[Happening], work: Work) -> list[Values]:
    return [_step(each, work) for each in happened if isinstance(each, StepTaken)]


def _step(step_taken: StepTaken, work: Work) -> dict[str, Any]:
    return {
        "handover_id": step_taken.handover.handover_id,
        "version": step_taken.handover.version,
        "step": step_taken.step,
        "from_state": step_taken.before,
        "to_state": step_taken.handover.state,
        "by_party": step_taken.actor.party,
        "by_organisation_id": step_taken.actor.organisation_id,
        "reason": step_taken.reason,
        "at": work.now,
    }


def _escalations(happened: Sequence[Happening], work: Work) -> list[Values]:
    return [_escalation(each, work) for each in happened if isinstance(each, EscalationRaised)]


def _escalation(escalated: EscalationRaised, work: Work) -> dict[str, Any]:
    handover = escalated.handover
    return {
        "escalation_id": escalated.escalation_id,
        "question_id": escalated.question.question_id,
        "handover_id": handover and handover.handover_id,
        "municipality_code": escalated.question.municipality_code,
        "to_organisation_id": escalated.to_organisation_id,
        "level": escalated.level,
        "reason": escalated.reason,
        "at": work.now,
    }
