"""What happens to a question and its handovers when somebody acts, or nobody does."""

from dataclasses import replace
from typing import Final
from uuid import uuid5

from contracts.vocabulary import EscalationReason, Theme

from routing.assignment.domain.choice import choose
from routing.case.decision import SYSTEM, Actor, Case, Decision, EscalationRaised, StepTaken
from routing.case.handover import Handover
from routing.case.move import Move, acknowledges, take
from routing.case.question import LAST_LEVEL, MAY_FIND_A_RULE, MAY_FIND_A_THEME, Waiting
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
UNDECIDED: Final = frozenset({State.REQUESTED, State.ACKNOWLEDGED, State.INFO_REQUESTED})
"""Whoever was asked has not said yet whether it takes the question over."""
EXPIRES: Final = {Term.ACKNOWLEDGEMENT: "acknowledgement", Term.REPLY: "reply"}
"""The terms after which a handover is over, and what stayed unanswered."""


def advance(
    case: Case, handover: Handover, move: Move, actor: Actor, context: DecisionContext
) -> Decision:
    """Take a step of a handover, and see that the question stays with somebody."""
    if acknowledges(handover, move.step):
        return _see(case, handover, move, actor, context)
    moved = take(handover, move, context.now, context.due)
    step_taken = StepTaken(
        case.question,
        moved,
        move.step,
        actor,
        handover.state,
        move.reason,
        _right_theme(case, move),
    )
    taken = Decision(case.with_handover(moved), (step_taken,))
    if moved.state is State.EXPIRED:
        taken = taken.then(escalate(taken.case, moved, EscalationReason.EXPIRED, context))
    if STEPS[move.step].asks_another:
        return taken.then(_ask_another(taken.case, moved, move, context))
    if move.step is Step.DIVERT:
        return taken.then(end(taken.case, context))
    if moved.state in WAITS:
        reason, who = WAITS[moved.state], moved.escalate_to_organisation_id
        return taken.then(wait(taken.case, reason, who, context))
    return taken


def _ask_another(case: Case, handover: Handover, move: Move, context: DecisionContext) -> Decision:
    """Never on under a theme that is wrong: under the one that was named, or to the desk."""
    if not move.is_about_the_theme:
        return assign(case, context)
    if theme := _right_theme(case, move):
        return assign(about(case, theme), context)
    return wait(case, Waiting.WRONG_THEME, handover.escalate_to_organisation_id, context)


def _right_theme(case: Case, move: Move) -> Theme | None:
    """None as well when it is the one that the question has."""
    named = move.right_theme if move.is_about_the_theme else None
    return None if named == case.question.theme else named


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
    if handover.reminders >= context.most_reminders:
        return _given_up(case, handover, context)
    late = term is Term.CONTACT
    reason = EscalationReason.NO_CONTACT_IN_TIME if late else EscalationReason.EXPIRED
    again = context.due(term, context.now)
    since, count = handover.overdue_since or ends, handover.reminders + 1
    reminded = replace(handover, reminders=count, due_at=again, overdue_since=since)
    return escalate(case.with_handover(reminded), reminded, reason, context)


def _given_up(case: Case, handover: Handover, context: DecisionContext) -> Decision:
    """Nobody acts, however often they were reminded: the desk decides."""
    stopped = stop(case, SYSTEM, context)
    who = handover.escalate_to_organisation_id
    return stopped.then(wait(stopped.case, Waiting.NO_RESPONSE, who, context))


def retry_waiting(case: Case, context: DecisionContext) -> Decision:
    """Ask somebody for a question that waits, where there may be somebody by now."""
    if case.question.waiting not in MAY_FIND_A_RULE:
        return Decision(case)
    return assign(case, context)


def on_decision_term_ended(case: Case, context: DecisionContext) -> Decision:
    """The term in which somebody should decide about a waiting question has ended."""
    if case.question.waiting is None or (case.question.decide_by or context.now) > context.now:
        return Decision(case)
    if case.question.escalations >= LAST_LEVEL:
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
    """The answer did not help: the desk decides who helps now."""
    opened = _not_ended(case)
    if opened.open:
        return Decision(opened)
    rule = context.network.rule_for(opened.question)
    decides = context.network.decides(opened.question, rule)
    return wait(opened, Waiting.REOPENED, decides, context)


def unmerge(case: Case, context: DecisionContext) -> Decision:
    """It is a question by itself after all: ask somebody who was not asked before."""
    opened = _not_ended(case)
    return Decision(opened) if opened.open else assign(opened, context)


def _not_ended(case: Case) -> Case:
    return Case(replace(case.question, ended=False), case.handovers)


def reclassify(case: Case, theme: Theme, context: DecisionContext) -> Decision:
    """The question turned out to be about something else: is it still with who should have it?

    Who accepted it keeps it; who was only asked keeps it when the rules would ask them again.
    """
    changed, handover = about(case, theme), case.open
    if theme == case.question.theme:
        return Decision(case)
    if handover is None:
        waits_for_it = changed.question.waiting in MAY_FIND_A_THEME
        return assign(changed, context) if waits_for_it else Decision(changed)
    if handover.state not in UNDECIDED or _would_ask_again(changed, handover, context):
        return Decision(changed)
    stopped = stop(changed, SYSTEM, context)
    return stopped.then(assign(stopped.case, context))


def _would_ask_again(case: Case, handover: Handover, context: DecisionContext) -> bool:
    others = tuple(each for each in case.handovers if each != handover)
    chosen = choose(Case(case.question, others), context.network).chosen
    return chosen is not None and chosen.organisation_id == handover.to_organisation_id


def take_back(case: Case, context: DecisionContext) -> Decision:
    """The desk takes the question from who has it, or was asked for it, and decides by itself."""
    if case.question.ended:
        return Decision(case)
    stopped = stop(case, SYSTEM, context)
    waits = replace(
        no_longer_waiting(stopped.case.question),
        waiting=Waiting.TAKEN_BACK,
        decide_by=context.due(Term.DECISION, context.now),
        awaits=None,
        awaits_until=None,
    )
    return replace(stopped, case=Case(waits, stopped.case.handovers))


def about(case: Case, theme: Theme) -> Case:
    return Case(replace(case.question, theme=theme), case.handovers)


def escalate(
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
