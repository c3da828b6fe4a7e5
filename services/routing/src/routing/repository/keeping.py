"""Writes what was decided, for all cases at once."""

from collections.abc import Sequence
from typing import Any

from chassis.work import Work
from sqlalchemy import text

from routing.domain.happenings import Case, Decision, Escalated, Happening, Stepped
from routing.repository.cases import row_of
from routing.repository.setwise import Row, insert_into, replacing, write
from routing.tables.handovers import escalations, handover_steps, handovers

KEEP_HANDOVERS = insert_into(handovers, replacing(handovers))
ADD_STEPS = insert_into(handover_steps)
ADD_ESCALATIONS = insert_into(escalations)

KEEP_QUESTIONS = text("""
    UPDATE questions
    SET theme = kept.theme, ended = kept.ended, waiting = kept.waiting,
        decide_by = kept.decide_by, escalations = kept.escalations
    FROM unnest(
        CAST(:question_id AS uuid[]), CAST(:theme AS text[]), CAST(:ended AS boolean[]),
        CAST(:waiting AS text[]), CAST(:decide_by AS timestamptz[]), CAST(:escalations AS int[])
    ) AS kept (question_id, theme, ended, waiting, decide_by, escalations)
    WHERE questions.question_id = kept.question_id
""")
KEPT = ("question_id", "theme", "ended", "waiting", "decide_by", "escalations")


async def keep(cases: Sequence[Case], decisions: Sequence[Decision], work: Work) -> None:
    """`cases`: as they were before each of the decisions, and locked."""
    pairs = list(zip(cases, decisions, strict=True))
    questions = [d.case.question for case, d in pairs if d.case.question != case.question]
    if questions:
        await work.db.execute(
            KEEP_QUESTIONS, {name: [getattr(q, name) for q in questions] for name in KEPT}
        )
    happened = [one for decision in decisions for one in decision.happenings]
    # The oldest attempt comes first: it must have ended before the next one is there.
    changed = [row_of(h) for case, d in pairs for h in d.case.handovers if h not in case.handovers]
    await write(work.db, KEEP_HANDOVERS, handovers, changed)
    await write(work.db, ADD_STEPS, handover_steps, _steps(happened, work))
    await write(work.db, ADD_ESCALATIONS, escalations, _escalations(happened, work))


def _steps(happened: Sequence[Happening], work: Work) -> list[Row]:
    return [_step(one, work) for one in happened if isinstance(one, Stepped)]


def _step(stepped: Stepped, work: Work) -> dict[str, Any]:
    return {
        "handover_id": stepped.handover.handover_id,
        "version": stepped.handover.version,
        "step": stepped.step,
        "from_state": stepped.before,
        "to_state": stepped.handover.state,
        "by_party": stepped.actor.party,
        "by_organisation_id": stepped.actor.organisation_id,
        "reason": stepped.reason,
        "at": work.now,
    }


def _escalations(happened: Sequence[Happening], work: Work) -> list[Row]:
    return [_escalation(one, work) for one in happened if isinstance(one, Escalated)]


def _escalation(escalated: Escalated, work: Work) -> dict[str, Any]:
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
