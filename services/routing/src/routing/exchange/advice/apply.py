"""From steps of advice to rows, clocks and facts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from chassis.clocks.alarms import rings
from chassis.clocks.terms import due
from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.event import Event
from contracts.signals import (
    AdviceAnswered,
    AdviceFact,
    AdviceIssued,
    AdviceOverdue,
    AdviceRequested,
)

from routing.exchange.advice.domain import (
    TAKEN_BY,
    Advice,
    AdviceMove,
    AdviceParty,
    AdviceState,
    AdviceStep,
    take,
)
from routing.exchange.advice.repository import Advices
from routing.exchange.history import ExchangeStep, Histories
from routing.settings import Settings

ADVICE_TERM: Final = "advice_term"
"""The clock of advice that waits for somebody; it rings once for each."""

BEGINS: Final = {
    AdviceState.REQUESTED: AdviceStep.REQUEST,
    AdviceState.ISSUED: AdviceStep.ISSUE,
}


def answer_by(work: Work) -> datetime:
    """When a term that starts now ends."""
    return due(work.settings_of(Settings).voice_terms.advice, work.now)


async def begin(advice: Advice, words_ref: str, work: Work) -> None:
    """It is asked for, or given unasked."""
    await Advices(work.db).save([advice])
    first = BEGINS[advice.state]
    await Histories(work.db).add([_step(advice, first, None, words_ref, work.now)])
    await work.clocks.change((), _clocks(advice))
    work.announce(_fact(advice, first, work.now))


async def apply(advice: Advice, move: AdviceMove, words_ref: str | None, work: Work) -> AdviceFact:
    """The fact to announce; the advice is locked."""
    taken = take(advice, move, answer_by(work))
    await Advices(work.db).save([taken])
    taken_step = _step(taken, move.step, advice.state, words_ref, work.now)
    await Histories(work.db).add([taken_step])
    await work.clocks.change(_clocks(advice), _clocks(taken))
    return _fact(taken, move.step, work.now)


@rings(ADVICE_TERM)
async def remind_of_advice(clocks: Sequence[Clock], work: Work) -> list[Event]:
    """The term for an answer ended without one."""
    waiting = await Advices(work.db).locked([clock.subject for clock in clocks])
    move = AdviceMove(step=AdviceStep.REMIND)
    return [
        await apply(advice, move, None, work)
        for advice in waiting
        if advice.due_at and not advice.overdue
    ]


def _clocks(advice: Advice) -> list[Clock]:
    """Of its term for an answer, as long as nobody was reminded of it."""
    if advice.due_at is None or advice.overdue:
        return []
    return [Clock(ADVICE_TERM, advice.advice_id, advice.due_at)]


def _step(
    advice: Advice, step: AdviceStep, before: AdviceState | None, ref: str | None, now: datetime
) -> ExchangeStep:
    party = TAKEN_BY[step]
    return ExchangeStep(
        thing_id=advice.advice_id,
        version=advice.version,
        step=step,
        from_state=before,
        to_state=advice.state,
        by_party=party,
        by_organisation_id=_organisation(advice, party),
        about=advice.response,
        words_ref=ref,
        at=now,
    )


def _organisation(advice: Advice, party: AdviceParty) -> UUID | None:
    return {
        AdviceParty.ADVISER: advice.adviser_organisation_id,
        AdviceParty.ADVISED: advice.advised_organisation_id,
    }.get(party)


FACTS: Final[dict[AdviceStep, type[AdviceFact]]] = {
    AdviceStep.REQUEST: AdviceRequested,
    AdviceStep.ISSUE: AdviceIssued,
    AdviceStep.REMIND: AdviceOverdue,
    AdviceStep.ANSWER: AdviceAnswered,
}


def _fact(advice: Advice, step: AdviceStep, now: datetime) -> AdviceFact:
    """Each kind of fact takes from this what it says."""
    by_advised = step in {AdviceStep.REQUEST, AdviceStep.ANSWER}
    members: dict[str, Any] = {
        "advice_id": advice.advice_id,
        "municipality_code": advice.municipality_code,
        "version": advice.version,
        "occurred_at": now,
        "theme": advice.theme,
        "by_organisation_id": (
            advice.advised_organisation_id if by_advised else advice.adviser_organisation_id
        ),
        "of_organisation_id": advice.adviser_organisation_id,
        "to_organisation_id": (
            advice.adviser_organisation_id if by_advised else advice.advised_organisation_id
        ),
        "solicited": advice.solicited,
        "answer_by": advice.due_at,
        "members": advice.members,
        "response": advice.response,
        "waiting_for_organisation_id": advice.waits_for_organisation_id,
    }
    return FACTS[step].model_validate(members)
