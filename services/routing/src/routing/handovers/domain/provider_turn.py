"""When it is up to the provider: to tell more, or to say whether the answer helped."""

from dataclasses import replace
from datetime import datetime

from contracts.vocabulary import ConsentGround

from routing.case.decision import Case, Decision
from routing.case.question import Awaits, Question
from routing.case.states import Term
from routing.handovers.domain.advance import end, resume_with_information
from routing.handovers.domain.ask import DecisionContext


def ask_provider(case: Case, asked_at: datetime, context: DecisionContext) -> Decision:
    """The desk asked the provider to tell more."""
    until = context.due(Term.PROVIDER_SILENCE, asked_at)
    return Decision(_awaiting(case, Awaits.INFORMATION, until))


def on_information_provided(case: Case, context: DecisionContext) -> Decision:
    """The provider told more: the turn goes back to whoever asked."""
    return resume_with_information(_asking_no_more(case), context)


def on_provider_silent(case: Case, context: DecisionContext) -> Decision:
    """The provider never told more; if it did at the last moment, nothing happens."""
    until = case.question.awaits_until
    if until is None or until > context.now:
        return Decision(case)
    return Decision(_asking_no_more(case))


def _asking_no_more(case: Case) -> Case:
    return _awaiting(case, None) if case.question.awaits is Awaits.INFORMATION else case


def answer(case: Case, answered_at: datetime, context: DecisionContext) -> Decision:
    """The provider has an answer; only the provider may still do something."""
    until, ended = context.due(Term.PROVIDER_CHECK, answered_at), end(case, context)
    return replace(ended, case=_awaiting(ended.case, Awaits.CHECK, until))


def close(case: Case, context: DecisionContext) -> Decision:
    ended = end(case, context)
    return replace(ended, case=_awaiting(ended.case, None))


def settle_provider_turn(decision: Decision, context: DecisionContext) -> Decision:
    """What came of it may take the turn from the provider, or give it."""
    case = decision.case
    awaits = _left_to_provider(case.question, case.open is not None)
    if awaits is case.question.awaits:
        return decision
    until = context.due(Term.PROVIDER_CHECK, context.now) if awaits else None
    return replace(decision, case=_awaiting(case, awaits, until))


def _left_to_provider(question: Question, is_handed_over: bool) -> Awaits | None:
    if is_handed_over:
        return None
    if question.ended:
        return Awaits.CHECK if question.awaits is Awaits.CHECK else None
    if question.waiting:
        return Awaits.INFORMATION if question.awaits is Awaits.INFORMATION else None
    return Awaits.CHECK  # the handover is completed, and intake has yet to say that it is answered


def _awaiting(case: Case, awaits: Awaits | None, until: datetime | None = None) -> Case:
    return Case(replace(case.question, awaits=awaits, awaits_until=until), case.handovers)


def record_consent(case: Case, consent: ConsentGround) -> Decision:
    changed = Case(replace(case.question, consent=consent), case.handovers)
    handover = case.open
    return Decision(
        changed.with_handover(replace(handover, consent=consent)) if handover else changed
    )
