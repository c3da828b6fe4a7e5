"""A person sends a question to somebody else, or lets the rules decide again."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from uuid import UUID

from contracts.vocabulary import PlatformLevel

from routing.assignment.domain.choice import choose
from routing.assignment.domain.obstacles import bar_to
from routing.case.decision import Actor, Case, Decision
from routing.case.explanation_record import Basis, ComparedCandidate, ExplanationRecord, Ground
from routing.case.states import State
from routing.handovers.domain.advance import stop
from routing.handovers.domain.ask import DecisionContext, Request, ask, assign, handover_id

SAID_NO: Final = frozenset({State.DECLINED, State.EXPIRED})


class Refusal(StrEnum):
    """Why it cannot be."""

    DONE = "done"
    HAS_IT = "has_it"
    SAID_NO = "said_no"
    BARRED = "barred"
    USED_UP = "used_up"
    NOBODY = "nobody"
    NO_CONSENT = "no_consent"


class CannotReroute(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Reroute:
    """`to_organisation_id` None: the rules decide."""

    reroute_id: UUID
    to_organisation_id: UUID | None
    reason: str


def reroute(case: Case, wanted: Reroute, actor: Actor, context: DecisionContext) -> Decision:
    """CannotReroute when that is nobody who may be asked, or the question needs nobody."""
    if refusal := _refusal(case, wanted.to_organisation_id, context):
        raise CannotReroute(refusal)
    stopped = stop(case, actor, context, wanted.reason)
    if wanted.to_organisation_id is None:
        return stopped.then(assign(stopped.case, context))
    return stopped.then(_ask_named(stopped.case, wanted.to_organisation_id, wanted, actor, context))


def _refusal(case: Case, to: UUID | None, context: DecisionContext) -> Refusal | None:
    if case.question.ended or (case.open is None and case.question.waiting is None):
        return Refusal.DONE
    if not case.question.consent.allows_sharing:
        return Refusal.NO_CONSENT
    if to is None:
        if len(case.handovers) >= context.most_attempts:
            return Refusal.USED_UP
        return Refusal.NOBODY if choose(case, context.network).chosen is None else None
    if case.open and case.open.to_organisation_id == to:
        return Refusal.HAS_IT
    if any(
        handover.to_organisation_id == to and handover.state in SAID_NO
        for handover in case.handovers
    ):
        return Refusal.SAID_NO
    bar = bar_to(context.network.partner(to), PlatformLevel.EXECUTING, case.question)
    return Refusal.BARRED if bar else None


def _ask_named(
    case: Case, to: UUID, wanted: Reroute, actor: Actor, context: DecisionContext
) -> Decision:
    network, question_id = context.network, case.question.question_id
    ground = Ground(Basis.PERSON, wanted.reroute_id, 1)
    rule = network.rule_for(case.question)
    decides = network.decides(case.question, rule) or to
    asked = ask(case, Request(to, ground, decides, rule), actor, context)
    asked_in = handover_id(question_id, len(case.handovers) + 1)
    weighed = ComparedCandidate(to, ground, None, None)
    considered = ExplanationRecord(asked_in, question_id, asked_in, ground, (weighed,))
    return replace(asked, considered=(considered,))
