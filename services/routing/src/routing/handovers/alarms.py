"""What routing does when a term has ended, or when questions that wait may be asked of somebody."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from chassis.clocks.alarms import Alarm, rings
from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.event import Event

from routing.assignment.capacity import ROOM_OPENS
from routing.assignment.record_rule import RULE_BEGINS
from routing.assignment.repository.rules import Rules
from routing.case.decision import Case, Decision
from routing.case.question import MAY_FIND_A_RULE
from routing.case.repository import Cases
from routing.case.states import TERMS_OF_HANDOVERS, Party, Term
from routing.handovers.apply import apply, context_without_network, decision_context
from routing.handovers.domain.advance import on_decision_term_ended, on_term_ended, retry_waiting
from routing.handovers.domain.ask import DecisionContext
from routing.handovers.domain.provider_turn import on_provider_silent
from routing.handovers.repository.waiting import WaitingQuestions
from routing.network.reconsider import NETWORK_CHANGES
from routing.timeline.entries import Cause

MOST: Final = 500
"""Waiting questions that are looked at in one transaction; the clock rings again for the rest."""


def _alarm_of(term: Term) -> Alarm:
    @rings(term)
    async def end_terms(clocks: Sequence[Clock], work: Work) -> list[Event]:
        """The term of these handovers has ended: they expire, or somebody is told."""
        cases = await Cases(work.db).of_handovers(clock.subject for clock in clocks)
        context = await decision_context(cases, work)
        handover_ids = {clock.subject for clock in clocks}

        def ended(case: Case, context: DecisionContext) -> Decision:
            handover = case.open
            if handover is None or handover.handover_id not in handover_ids:
                return Decision(case)
            return on_term_ended(case, handover, term, context)

        return await apply(cases, ended, context, work)

    return end_terms


@rings(Term.DECISION)
async def escalate_undecided(clocks: Sequence[Clock], work: Work) -> list[Event]:
    """Nobody decided in time about a question that waits."""
    cases = await Cases(work.db).of(clock.subject for clock in clocks)
    context = await decision_context(cases, work)
    return await apply(cases, on_decision_term_ended, context, work)


@rings(Term.PROVIDER_SILENCE)
async def go_on_without_the_provider(clocks: Sequence[Clock], work: Work) -> list[Event]:
    """The provider was asked to tell more and never did: it is for the desk again."""
    cases = await Cases(work.db).of(clock.subject for clock in clocks)
    causes = {clock.subject: _silence(clock) for clock in clocks}
    return await apply(cases, on_provider_silent, context_without_network(work), work, causes)


def _silence(clock: Clock) -> Cause:
    return Cause(what="provider_silent", at=clock.due_at, by_party=Party.SYSTEM)


@rings(RULE_BEGINS)
async def retry_for_rule(clocks: Sequence[Clock], work: Work) -> list[Event]:
    """Ask somebody for the questions that a rule fits that begins to hold now."""
    questions = WaitingQuestions(work.db)
    facts: list[Event] = []
    for clock in clocks:
        rule_id, version = UUID(clock.about["rule_id"]), int(clock.about["version"])
        rule = await Rules(work.db).one(rule_id, version)
        waiting = await questions.waiting_for(rule, MAY_FIND_A_RULE, _after(clock), MOST)
        facts += await _retry(waiting, clock, work)
    return facts


@rings(ROOM_OPENS)
async def retry_for_room(clocks: Sequence[Clock], work: Work) -> list[Event]:
    """Ask somebody for the questions that waited for organisations that have room again."""
    questions = WaitingQuestions(work.db)
    await questions.let_others_finish()
    facts: list[Event] = []
    for clock in clocks:
        waiting = await questions.waiting_on(clock.subject, _after(clock), MOST)
        facts += await _retry(waiting, clock, work)
    return facts


@rings(NETWORK_CHANGES)
async def retry_as_agreed_now(clocks: Sequence[Clock], work: Work) -> list[Event]:
    """Ask somebody for the questions that waited in municipalities with other agreements."""
    questions = WaitingQuestions(work.db)
    await questions.let_others_finish()
    facts: list[Event] = []
    for clock in clocks:
        waiting = await questions.waiting_in(clock.about["code"], _after(clock), MOST)
        facts += await _retry(waiting, clock, work)
    return facts


def _after(clock: Clock) -> UUID:
    """The last question that was looked at when it rang before."""
    return UUID(clock.about.get("after", str(UUID(int=0))))


async def _retry(waiting: Sequence[UUID], clock: Clock, work: Work) -> list[Event]:
    if len(waiting) == MOST:
        about = {**clock.about, "after": str(waiting[-1])}
        await work.clocks.start([Clock(clock.kind, clock.subject, work.now, about)])
    cases = await Cases(work.db).of(waiting)
    return await apply(cases, retry_waiting, await decision_context(cases, work), work)


ALARMS: Final[Sequence[Alarm]] = (
    *(_alarm_of(term) for term in TERMS_OF_HANDOVERS),
    escalate_undecided,
    go_on_without_the_provider,
    retry_for_rule,
    retry_for_room,
    retry_as_agreed_now,
)
