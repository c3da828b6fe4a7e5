"""Every question gets an organisation that is asked, or somebody who decides (S1, P17)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from contracts.vocabulary import EscalationReason

from routing.domain.handover import Handover
from routing.domain.happenings import SYSTEM, Case, Decision, Escalated, Stepped
from routing.domain.network import Network
from routing.domain.question import Waiting
from routing.domain.rules import Rule
from routing.domain.states import State, Step
from routing.domain.stepping import Due
from routing.domain.terms import Term

ESCALATED_AS: Final = dict.fromkeys(Waiting, EscalationReason.NO_RESPONDER) | {
    Waiting.ATTEMPTS_USED_UP: EscalationReason.ATTEMPTS_USED_UP
}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a decision depends on beside the case itself."""

    network: Network
    now: datetime
    due: Due
    most_attempts: int


def place(case: Case, given: Circumstances) -> Decision:
    """Ask the organisation that the local agreement names, if one is left to ask."""
    rule = given.network.rule_for(case.question)
    if rule is None:
        who = given.network.decides_in(case.question.municipality_code)
        return wait(case, Waiting.NO_RULE, who, given)
    decides = rule.escalate_to_organisation_id
    if len(case.handovers) >= given.most_attempts:
        return wait(case, Waiting.ATTEMPTS_USED_UP, decides, given)
    receiver = given.network.choose(rule, case.tried)
    if receiver is None:
        return wait(case, Waiting.NO_RESPONDER, decides, given)
    given.network.asked(receiver, given.now)
    return _ask(case, rule, receiver, given)


def wait(case: Case, reason: Waiting, who: UUID | None, given: Circumstances) -> Decision:
    """Leave the question to a person, who is told when it begins to wait for this reason."""
    if case.question.waiting is reason and case.question.escalations:
        return Decision(case)
    began = replace(case.question, waiting=reason, escalations=0)
    return spur(Case(began, case.handovers), who, given)


def spur(case: Case, who: UUID | None, given: Circumstances) -> Decision:
    """Tell who must decide about a waiting question, from the second time on a level higher."""
    question = replace(case.question, decide_by=given.due(Term.DECISION, given.now))
    if who is None:
        return Decision(Case(question, case.handovers))
    question = replace(question, escalations=question.escalations + 1)
    escalated = Escalated(
        escalation_id=uuid5(question.question_id, f"escalation at {given.now.isoformat()}"),
        question=question,
        handover=None,
        to_organisation_id=who,
        level=1 if question.escalations == 1 else 2,
        reason=ESCALATED_AS[question.waiting or Waiting.NO_RESPONDER],
    )
    return Decision(Case(question, case.handovers), (escalated,))


def _ask(case: Case, rule: Rule, receiver: UUID, given: Circumstances) -> Decision:
    question = replace(case.question, waiting=None, decide_by=None, escalations=0)
    attempt = len(case.handovers) + 1
    by = given.due(Term.ACKNOWLEDGEMENT, given.now)
    handover = Handover(
        handover_id=uuid5(question.question_id, f"handover {attempt}"),
        question_id=question.question_id,
        municipality_code=question.municipality_code,
        attempt=attempt,
        to_organisation_id=receiver,
        from_organisation_id=question.received_by_organisation_id,
        via_organisation_id=rule.via_for(question),
        escalate_to_organisation_id=rule.escalate_to_organisation_id,
        rule_id=rule.rule_id,
        rule_version=rule.version,
        mode=rule.mode,
        consent=question.consent,
        state=State.REQUESTED,
        version=1,
        requested_at=given.now,
        acknowledge_by=by,
        reply_by=given.due(Term.REPLY, given.now),
        due_at=by,
    )
    asked = Case(question, (*case.handovers, handover))
    return Decision(asked, (Stepped(question, handover, Step.REQUEST, SYSTEM),))
