"""What routing does when a term has ended or a rule begins to hold."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from chassis.clocks.alarms import Alarm, rings
from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.event import Event

from routing.assignment.record_rule import RULE_BEGINS
from routing.assignment.repository.rules import Rules
from routing.case.decision import Case, Decision
from routing.case.question import MAY_FIND_A_RULE
from routing.case.repository import Cases
from routing.case.states import TERMS_OF_HANDOVERS, Party
from routing.case.terms import Term
from routing.handovers.apply import apply, context_without_network, decision_context
from routing.handovers.domain.advance import on_decision_term_ended, on_term_ended, retry_waiting
from routing.handovers.domain.ask import DecisionContext
from routing.handovers.domain.provider_turn import stay_silent
from routing.handovers.reconsider import OPENING_ALARMS
from routing.handovers.repository.waiting import WaitingQuestions
from routing.timeline.entries import Cause

MOST: Final = 500
"""Waiting questions that are placed in one transaction."""


def _of_handovers(term: Term) -> Alarm:
    @rings(term)
    async def ring_handovers(clocks: Sequence[Clock], work: Work) -> list[Event]:
        cases = await Cases(work.db).of_handovers(clock.subject for clock in clocks)
        context = await decision_context(cases, work)
        rung = {clock.subject for clock in clocks}

        def rings_for(case: Case, context: DecisionContext) -> Decision:
            handover = case.open
            if handover is None or handover.handover_id not in rung:
                return Decision(case)
            return on_term_ended(case, handover, term, context)

        return await apply(cases, rings_for, context, work)

    return ring_handovers


@rings(Term.DECISION)
async def spur_decisions(clocks: Sequence[Clock], work: Work) -> list[Event]:
    """Nobody decided about a question that waits."""
    cases = await Cases(work.db).of(clock.subject for clock in clocks)
    return await apply(cases, on_decision_term_ended, await decision_context(cases, work), work)


@rings(Term.PROVIDER_SILENCE)
async def go_on_without_the_provider(clocks: Sequence[Clock], work: Work) -> list[Event]:
    """The provider was asked to tell more and never did: it is for the desk again."""
    cases = await Cases(work.db).of(clock.subject for clock in clocks)
    silent = {clock.subject: _silence(clock) for clock in clocks}
    context = context_without_network(work)
    return await apply(cases, stay_silent, context, work, causes=silent)


def _silence(clock: Clock) -> Cause:
    return Cause(what="provider_silent", at=clock.due_at, by_party=Party.SYSTEM)


@rings(RULE_BEGINS)
async def place_waiting_questions(clocks: Sequence[Clock], work: Work) -> list[Event]:
    """Ask somebody for the questions that waited for this rule."""
    said: list[Event] = []
    for clock in clocks:
        said += await _place_waiting(clock, work)
    return said


async def _place_waiting(clock: Clock, work: Work) -> list[Event]:
    rule_id, version = UUID(clock.about["rule_id"]), int(clock.about["version"])
    rule = await Rules(work.db).one(rule_id, version)
    after = UUID(clock.about.get("after", str(UUID(int=0))))
    waiting = await WaitingQuestions(work.db).waiting_for(rule, MAY_FIND_A_RULE, after, MOST)
    if len(waiting) == MOST:
        about = {**clock.about, "after": str(waiting[-1])}
        await work.clocks.start([Clock(RULE_BEGINS, clock.subject, work.now, about)])
    cases = await Cases(work.db).of(waiting)
    return await apply(cases, retry_waiting, await decision_context(cases, work), work)


ALARMS: Final[Sequence[Alarm]] = (
    *(_of_handovers(term) for term in TERMS_OF_HANDOVERS),
    spur_decisions,
    go_on_without_the_provider,
    place_waiting_questions,
    *OPENING_ALARMS,
)
