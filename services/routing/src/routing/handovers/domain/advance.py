"""What happens to a question and its handovers when somebody acts, or nobody does."""

from dataclasses import replace
from typing import Final
from uuid import uuid5

from contracts.vocabulary import EscalationReason, Theme

from routing.case.decision import SYSTEM, Actor, Case, Decision, EscalationRaised, StepTaken
from routing.case.handover import Handover
from routing.case.move import Move, acknowledges, take
from routing.case.question import MAY_FIND_A_RULE, Waiting
from routing.case.states import State, Term
from routing.case.steps import STEPS, Step
from routing.handovers.domain.ask import (
    DecisionContext,
    assign,
    escalate_waiting,
    no_longer_waiting,
    wait,
)

WAITS: Final = {State.FAILED: Waiting.FAILED, State.CANCELLED: Waiting.CANCELLED}
EXPIRES: Final = {Term.ACKNOWLEDGEMENT: "acknowledgement", Term.REPLY: "reply"}
"""The terms after which a handover is over, and what stayed unanswered."""


def advance(
    case: Case, handover: Handover, move: Move, actor: Actor, context: DecisionContext
) -> Decision:
    """Take a step of a handover, and see that the question stays with somebody."""
    if acknowledges(handover, move.step):
        return _see(case, handover, move, actor, context)
    moved = take(handover, move, context.now, context.due)
    step_taken = StepTaken(case.question, moved, move.step, actor, handover.state, move.reason)
    taken = Decision(case.with_handover(moved), (step_taken,))
    if moved.state is State.EXPIRED:
        taken = taken.then(_escalated(taken.case, moved, EscalationReason.EXPIRED, context))
    if STEPS[move.step].asks_another:
        return taken.then(assign(taken.case, context))
    if moved.state in WAITS:
        reason, who = WAITS[moved.state], moved.escalate_to_organisation_id
        return taken.then(wait(taken.case, reason, who, context))
    return taken


def _see(
    case: Case, handover: Handover, move: Move, actor: Actor, context: DecisionContext
) -> Decision:
    """Acknowledge it first: one fact for each step."""
    seen = take(handover, Move(step=Step.ACKNOWLEDGE), context.now, context.due)
    step_taken = StepTaken(case.question, seen, Step.ACKNOWLEDGE, actor, handover.state)
    acknowledged = Decision(case.with_handover(seen), (step_taken,))
    return acknowledged.then(advance(acknowledged.case, seen, move, actor, context))


def on_term_ended(case: Case, handover: Handover, term: Term, context: DecisionContext) -> Decision:
    """A term has ended; if a step came first, nothing happens."""
    ends = handover.clocks.get(term)
    if ends is None or ends > context.now:
        return Decision(case)
    if unanswered := EXPIRES.get(term):
        move = Move(step=Step.EXPIRE, reason=unanswered)
        return advance(case, handover, move, SYSTEM, context)
    late = term is Term.CONTACT
    reason = EscalationReason.NO_CONTACT_IN_TIME if late else EscalationReason.EXPIRED
    again = context.due(term, context.now)
    since, count = handover.overdue_since or ends, handover.reminders + 1
    reminded = replace(handover, reminders=count, due_at=again, overdue_since=since)
    return _escalated(case.with_handover(reminded), reminded, reason, context)


def retry_waiting(case: Case, context: DecisionContext) -> Decision:
    """Ask somebody for a question that waits, where there may be somebody by now."""
    if case.question.waiting not in MAY_FIND_A_RULE:
        return Decision(case)
    return assign(case, context)


def on_decision_term_ended(case: Case, context: DecisionContext) -> Decision:
    """The term in which somebody should decide about a waiting question has ended."""
    if case.question.waiting is None or (case.question.decide_by or context.now) > context.now:
        return Decision(case)
    found = retry_waiting(case, context)
    if found.case.question.waiting is not case.question.waiting or found.happenings:
        return found
    rule = context.network.rule_for(case.question)
    since = case.question.overdue_since or case.question.decide_by
    late = Case(replace(case.question, overdue_since=since), case.handovers)
    return escalate_waiting(late, context.network.decides(case.question, rule), context)


def resume_with_information(case: Case, context: DecisionContext) -> Decision:
    """The provider told more: the one who asked for it, if anybody did, is asked again."""
    handover = case.open
    if handover is None or handover.state is not State.INFO_REQUESTED:
        return Decision(case)
    return advance(case, handover, Move(step=Step.PROVIDE_INFORMATION), SYSTEM, context)


def end(case: Case, context: DecisionContext) -> Decision:
    """The question needs nobody any more: the open handover, if any, is cancelled."""
    question = replace(no_longer_waiting(case.question), ended=True)
    return stop(Case(question, case.handovers), SYSTEM, context)


def stop(case: Case, actor: Actor, context: DecisionContext, reason: str | None = None) -> Decision:
    """Who has the question, or was asked for it, is told that it is no longer theirs."""
    handover = case.open
    if handover is None:
        return Decision(case)
    cancelled = take(handover, Move(step=Step.CANCEL), context.now, context.due)
    step_taken = StepTaken(case.question, cancelled, Step.CANCEL, actor, handover.state, reason)
    return Decision(case.with_handover(cancelled), (step_taken,))


def reopen(case: Case, context: DecisionContext) -> Decision:
    """The answer did not help: ask somebody who was not asked before."""
    opened = Case(replace(case.question, ended=False), case.handovers)
    return Decision(opened) if opened.open else assign(opened, context)


def reclassify(case: Case, theme: Theme, context: DecisionContext) -> Decision:
    """The question turned out to be about something else; for who waits, that may be a way out."""
    return retry_waiting(about(case, theme), context)


def about(case: Case, theme: Theme) -> Case:
    return Case(replace(case.question, theme=theme), case.handovers)


def _escalated(
    case: Case, handover: Handover, reason: EscalationReason, context: DecisionContext
) -> Decision:
    name = f"{reason} at {context.now.isoformat()}"
    escalated = EscalationRaised(
        escalation_id=uuid5(handover.handover_id, name),
        question=case.question,
        handover=handover,
        to_organisation_id=handover.escalate_to_organisation_id,
        level=1 if handover.reminders <= 1 else 2,
        reason=reason,
    )
    return Decision(case, (escalated,))
