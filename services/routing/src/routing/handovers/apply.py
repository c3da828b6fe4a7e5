"""Applies decisions about questions: their rows, clocks and facts, for many at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.event import Event

from routing.assignment.capacity import start_room_clocks
from routing.assignment.domain.network import Network
from routing.assignment.repository.network import Networks
from routing.case.decision import Case, Decision
from routing.case.municipality_terms import terms_by_municipality, terms_of
from routing.case.question import LAST_LEVEL, Awaits
from routing.case.states import Term
from routing.handovers.domain.ask import DecisionContext
from routing.handovers.domain.provider_turn import settle_provider_turn
from routing.handovers.events import fact_of
from routing.handovers.save import NOTHING, save
from routing.settings import Settings
from routing.timeline.entries import Cause

Decide = Callable[[Case, DecisionContext], Decision]
"""A rule: what is decided about a case."""


async def decision_context(cases: Sequence[Case], work: Work) -> DecisionContext:
    """For decisions that may ask somebody."""
    return _context(await Networks(work.db).around(cases, work.now), work)


def context_without_network(work: Work) -> DecisionContext:
    """For decisions that ask nobody."""
    return _context(Network(), work)


async def apply(
    cases: Sequence[Case],
    decide: Decide,
    context: DecisionContext,
    work: Work,
    causes: Mapping[UUID, Cause] = NOTHING,
) -> list[Event]:
    """Decide about each case, save what comes of it, and return the facts to announce.

    `causes`: by question, what else its history tells: the fact that was heard, mostly.
    """
    terms = await terms_by_municipality({case.question.municipality_code for case in cases}, work)
    decisions = [
        _decided(case, decide, replace(context, due=terms[case.question.municipality_code]))
        for case in cases
    ]
    await save(cases, decisions, work, causes)
    await start_room_clocks(cases, decisions, work)
    await work.clocks.change(_clocks(cases), _clocks(decision.case for decision in decisions))
    return [
        fact_of(happening, work.now) for decision in decisions for happening in decision.happenings
    ]


def _decided(case: Case, decide: Decide, context: DecisionContext) -> Decision:
    return settle_provider_turn(decide(case, context), context)


def _clocks(cases: Iterable[Case]) -> Iterator[Clock]:
    """Those that run for these cases."""
    for case in cases:
        question = case.question
        if question.decide_by and question.escalations < LAST_LEVEL:
            yield Clock(Term.DECISION, question.question_id, question.decide_by)
        if question.awaits is Awaits.INFORMATION and question.awaits_until:
            yield Clock(Term.PROVIDER_SILENCE, question.question_id, question.awaits_until)
        if case.open:
            for term, ends in case.open.clocks.items():
                yield Clock(term, case.open.handover_id, ends)


def _context(network: Network, work: Work) -> DecisionContext:
    """With the general terms: `apply` puts those of each municipality in their place."""
    return DecisionContext(
        network=network,
        now=work.now,
        due=terms_of(work, {}),
        most_attempts=work.settings_of(Settings).most_attempts,
        most_reminders=work.settings_of(Settings).most_reminders,
    )
