"""Every question gets an organisation that is asked, or somebody who decides (S1, P17)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal
from uuid import UUID, uuid5

from contracts.vocabulary import EscalationReason, HandoverMode

from routing.assignment.domain.choice import choose
from routing.assignment.domain.network import Network
from routing.assignment.domain.rules import Rule
from routing.case.decision import SYSTEM, Actor, Case, Decision, EscalationRaised, StepTaken
from routing.case.explanation_record import Ground
from routing.case.handover import Handover
from routing.case.move import Due
from routing.case.question import LAST_LEVEL, Question, Waiting
from routing.case.states import State, Term
from routing.case.steps import Step

ESCALATED_AS: Final = dict.fromkeys(Waiting, EscalationReason.NO_RESPONDER) | {
    Waiting.ATTEMPTS_USED_UP: EscalationReason.ATTEMPTS_USED_UP,
    Waiting.NO_CONSENT: EscalationReason.NO_CONSENT,
    Waiting.WRONG_THEME: EscalationReason.WRONG_THEME,
    Waiting.TAKEN_BACK: EscalationReason.TAKEN_BACK,
    Waiting.REOPENED: EscalationReason.REOPENED,
    Waiting.NO_RESPONSE: EscalationReason.NO_RESPONSE,
}
LEVELS: Final[tuple[Literal[1, 2, 3], ...]] = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class DecisionContext:
    """What a decision depends on beside the case itself."""

    network: Network
    now: datetime
    due: Due
    most_attempts: int
    most_reminders: int


def assign(case: Case, context: DecisionContext) -> Decision:
    """Ask the organisation that the local agreements name, if one is left to ask."""
    if not case.question.consent.allows_sharing:
        return wait_for_consent(case, context)
    choice = choose(case, context.network)
    decides = context.network.decides(case.question, choice.rule)
    chosen = choice.chosen
    if choice.nothing_holds or (chosen and decides is None):
        return wait(case, Waiting.NO_RULE, decides, context)
    if len(case.handovers) >= context.most_attempts:
        return wait(case, Waiting.ATTEMPTS_USED_UP, decides, context)
    question_id, now = case.question.question_id, context.now
    if chosen is None or decides is None:
        waits = wait(case, Waiting.NO_RESPONDER, decides, context)
        return replace(waits, considered=(choice.record(question_id, None, now),))
    context.network.asked(chosen.organisation_id, now)
    request = Request(chosen.organisation_id, chosen.ground, decides, choice.rule)
    asked, attempt = ask(case, request, SYSTEM, context), len(case.handovers) + 1
    record = choice.record(question_id, handover_id(question_id, attempt), now)
    return replace(asked, considered=(record,))


def wait(case: Case, reason: Waiting, who: UUID | None, context: DecisionContext) -> Decision:
    """Leave the question to a person, who is told when it begins to wait for this reason."""
    if case.question.waiting is reason and case.question.escalations:
        return Decision(case)
    began = replace(no_longer_waiting(case.question), waiting=reason)
    return escalate_waiting(Case(began, case.handovers), who, context)


def wait_for_consent(case: Case, context: DecisionContext) -> Decision:
    """Nobody is asked: the desk asks the provider, and helps by itself meanwhile (S1, P18)."""
    rule = context.network.rule_for(case.question)
    decides = context.network.decides(case.question, rule)
    return wait(case, Waiting.NO_CONSENT, decides, context)


def no_longer_waiting(question: Question) -> Question:
    return replace(question, waiting=None, decide_by=None, escalations=0, overdue_since=None)


def escalate_waiting(case: Case, who: UUID | None, context: DecisionContext) -> Decision:
    """Tell who must decide about a waiting question, each time a level higher, up to the last."""
    question = replace(case.question, decide_by=context.due(Term.DECISION, context.now))
    if who is None:
        return Decision(Case(question, case.handovers))
    level = question.escalations + 1
    question = replace(question, escalations=level)
    escalated = EscalationRaised(
        escalation_id=uuid5(question.question_id, f"escalation at {context.now.isoformat()}"),
        question=question,
        handover=None,
        to_organisation_id=who,
        level=LEVELS[min(level, LAST_LEVEL) - 1],
        reason=ESCALATED_AS[question.waiting or Waiting.NO_RESPONDER],
    )
    return Decision(Case(question, case.handovers), (escalated,))


@dataclass(frozen=True, slots=True)
class Request:
    """`rule`: the one that fits the question, where there is one."""

    to_organisation_id: UUID
    ground: Ground
    escalate_to_organisation_id: UUID
    rule: Rule | None


def ask(case: Case, request: Request, actor: Actor, context: DecisionContext) -> Decision:
    question = no_longer_waiting(case.question)
    attempt = len(case.handovers) + 1
    by = context.due(Term.ACKNOWLEDGEMENT, context.now)
    handover = Handover(
        handover_id=handover_id(question.question_id, attempt),
        question_id=question.question_id,
        municipality_code=question.municipality_code,
        attempt=attempt,
        to_organisation_id=request.to_organisation_id,
        from_organisation_id=_sender(question, request),
        via_organisation_id=context.network.via(question, request.rule),
        escalate_to_organisation_id=request.escalate_to_organisation_id,
        rule_id=request.ground.ground_id,
        rule_version=request.ground.version,
        mode=request.rule.mode if request.rule else HandoverMode.WARM,
        consent=question.consent,
        state=State.REQUESTED,
        version=1,
        requested_at=context.now,
        acknowledge_by=by,
        reply_by=context.due(Term.REPLY, context.now),
        due_at=by,
    )
    asked = Case(question, (*case.handovers, handover))
    return Decision(asked, (StepTaken(question, handover, Step.REQUEST, actor),))


def _sender(question: Question, request: Request) -> UUID | None:
    """Who hears how it goes: of what came by the form, the desk (S1, P18)."""
    if question.received_by_organisation_id:
        return question.received_by_organisation_id
    desk = request.escalate_to_organisation_id
    return None if desk == request.to_organisation_id else desk


def handover_id(question_id: UUID, attempt: int) -> UUID:
    return uuid5(question_id, f"handover {attempt}")
