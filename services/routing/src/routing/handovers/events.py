"""The facts that happenings become."""

from datetime import datetime
from typing import Any, Final

from contracts.passing_on import EscalationStarted, PassingOn

from routing.case.decision import EscalationRaised, Happening, StepTaken
from routing.case.next_action import next_action_of
from routing.case.steps import STEPS
from routing.case.warmth import contact_in_time


def fact_of(happening: Happening, now: datetime) -> PassingOn:
    if isinstance(happening, EscalationRaised):
        return _escalation(happening, now)
    return STEPS[happening.step].fact.model_validate({**_members(happening), "occurred_at": now})


def _members(step_taken: StepTaken) -> dict[str, Any]:
    """Each kind of fact takes from this what it says."""
    handover = step_taken.handover
    return {
        **{name: getattr(step_taken.question, name) for name in OF_QUESTION},
        **{name: getattr(handover, name) for name in OF_HANDOVER},
        "within_term": contact_in_time(handover),
        "reason": step_taken.reason,
        "right_theme": step_taken.right_theme,
        "unanswered": step_taken.reason,
    }


OF_QUESTION: Final = ("theme", "provider_id", "provider_kind", "details_ref")
OF_HANDOVER: Final = (
    "question_id",
    "handover_id",
    "municipality_code",
    "version",
    "to_organisation_id",
    "from_organisation_id",
    "via_organisation_id",
    "attempt",
    "mode",
    "rule_id",
    "rule_version",
    "acknowledge_by",
    "reply_by",
    "contact_by",
    "receiver_kind",
    "introduction",
    "outcome",
    "warm",
    "cold_because",
    "contact_confirmed",
)


def _escalation(escalated: EscalationRaised, now: datetime) -> EscalationStarted:
    question, handover = escalated.question, escalated.handover
    turn = next_action_of(handover) if handover else None
    return EscalationStarted(
        escalation_id=escalated.escalation_id,
        question_id=question.question_id,
        handover_id=handover and handover.handover_id,
        municipality_code=question.municipality_code,
        version=1,
        occurred_at=now,
        to_organisation_id=escalated.to_organisation_id,
        from_organisation_id=question.received_by_organisation_id,
        via_organisation_id=handover and handover.via_organisation_id,
        level=escalated.level,
        reason=escalated.reason,
        waiting_for_organisation_id=turn and turn.organisation_id,
    )
