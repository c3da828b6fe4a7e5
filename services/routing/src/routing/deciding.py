"""From decisions about questions to rows, clocks and facts: for many at once, whoever asks."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache
from uuid import UUID

from chassis.clocks import Clock
from chassis.terms import due
from chassis.work import Work
from contracts.event import Event

from routing.announcing import fact_of
from routing.domain.happenings import Case, Decision
from routing.domain.network import Network
from routing.domain.placing import Circumstances
from routing.domain.terms import Term
from routing.repository.keeping import keep
from routing.repository.network import Networks
from routing.settings import Agreed, agreed

Decide = Callable[[Case, Circumstances], Decision]
Running = dict[tuple[Term, UUID], datetime]
"""When each clock rings, by its kind and whose it is."""


async def circumstances(cases: Sequence[Case], work: Work) -> Circumstances:
    """For decisions that may ask somebody."""
    questions = [case.question for case in cases]
    return _given(await Networks(work.db).around(questions, work.now), work)


def quiet_circumstances(work: Work) -> Circumstances:
    """For decisions that ask nobody."""
    return _given(Network(), work)


async def decide(
    cases: Sequence[Case],
    how: Decide,
    given: Circumstances,
    work: Work,
    rung: Iterable[Clock] = (),
) -> list[Event]:
    """Decide about each case, and keep what comes of it; the facts to announce.

    `rung` are the clocks whose time has come: they are taken away by who rings them.
    """
    decisions = [how(case, given) for case in cases]
    await keep(cases, decisions, work)
    before, after = _clocks(cases), _clocks([decision.case for decision in decisions])
    started = {clock: at for clock, at in after.items() if before.get(clock) != at}
    await work.clocks.set([Clock(kind, whose, at) for (kind, whose), at in started.items()])
    stopped = before.keys() - after.keys() - {(clock.kind, clock.subject) for clock in rung}
    await work.clocks.cancel(stopped)
    return [fact_of(one, work.now) for decision in decisions for one in decision.happenings]


def _clocks(cases: Iterable[Case]) -> Running:
    running: Running = {}
    for case in cases:
        if case.question.decide_by:
            running[Term.DECISION, case.question.question_id] = case.question.decide_by
        if case.open:
            for term, ends in case.open.clocks.items():
                running[term, case.open.handover_id] = ends
    return running


def _given(network: Network, work: Work) -> Circumstances:
    practice: Agreed = agreed()
    terms = {
        Term.ACKNOWLEDGEMENT: practice.terms.acknowledge,
        Term.REPLY: practice.terms.reply,
        Term.INFORMATION: practice.terms.information,
        Term.CONTACT: practice.terms.contact,
        Term.PROGRESS: practice.terms.progress,
        Term.CANCELLATION: practice.terms.cancellation,
        Term.DECISION: practice.terms.decision,
    }
    return Circumstances(
        network=network,
        now=work.now,
        due=cache(lambda term, start: due(terms[term], start)),
        most_attempts=practice.most_attempts,
    )
