"""When it is up to the provider: to tell more, or to say whether the answer helped."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from contracts.vocabulary import ConsentGround, EscalationReason

from routing.case.decision import SYSTEM, Case, Decision
from routing.case.handover import Handover
from routing.case.question import Awaits, Question, Waiting
from routing.case.states import Term
from routing.handovers.domain.advance import end, escalate, resume_with_information, stop
from routing.handovers.domain.ask import DecisionContext, assign, wait_for_consent


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


def confirm_contact(
    case: Case, handover_id: UUID, confirmed: bool, context: DecisionContext
) -> Decision:
    """The introduction is confirmed by the one introduced; a no is for the desk (S1, P18)."""
    told = next((each for each in case.handovers if each.handover_id == handover_id), None)
    if told is None:
        return Decision(case)
    told = replace(told, contact_confirmed=confirmed)
    changed = case.with_handover(told)
    if confirmed or not told.open:
        return Decision(changed)
    return escalate(changed, told, EscalationReason.CONTACT_DENIED, context)


def record_consent(case: Case, consent: ConsentGround, context: DecisionContext) -> Decision:
    """With consent the question may go on; without it, whoever has it must let it go at once."""
    question = replace(case.question, consent=consent)
    changed, handover = Case(question, case.handovers), case.open
    if question.ended or (handover is None and question.waiting is None):
        return Decision(changed)
    if not consent.allows_sharing:
        stopped = stop(_with_consent(changed, handover), SYSTEM, context)
        return stopped.then(wait_for_consent(stopped.case, context))
    if question.waiting is Waiting.NO_CONSENT:
        return assign(changed, context)
    return Decision(_with_consent(changed, handover))


def _with_consent(case: Case, handover: Handover | None) -> Case:
    """The open handover says what the question says."""
    if handover is None:
        return case
    return case.with_handover(replace(handover, consent=case.question.consent))
