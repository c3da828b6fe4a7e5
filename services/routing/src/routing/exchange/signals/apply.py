"""From steps of signals to rows, clocks and facts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from chassis.clocks.alarms import rings
from chassis.clocks.terms import due
from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.event import Event
from contracts.signals import (
    SignalClosed,
    SignalClustered,
    SignalDiscussed,
    SignalFact,
    SignalOverdue,
    SignalPutOnAgenda,
    SignalReported,
)

from routing.exchange.history import Actor, ExchangeStep, Histories
from routing.exchange.signals.domain import Signal, SignalMove, SignalParty, SignalStep, take
from routing.exchange.signals.policy_domains import PolicyDomains
from routing.exchange.signals.repository import Signals
from routing.settings import Settings

AGENDA_TERM: Final = "agenda_term"
"""The clock of a signal that nobody took up or closed."""

MOST_LISTENERS: Final = 400

FACTS: Final[Mapping[SignalStep, type[SignalFact]]] = {
    SignalStep.CLUSTER: SignalClustered,
    SignalStep.PUT_ON_AGENDA: SignalPutOnAgenda,
    SignalStep.REMIND: SignalOverdue,
    SignalStep.DISCUSS: SignalDiscussed,
    SignalStep.TAKE_UP: SignalClosed,
    SignalStep.CLOSE: SignalClosed,
}


async def report(signal: Signal, actor: Actor, words_ref: str | None, work: Work) -> None:
    """Its clock runs from now on, whether somebody puts it on an agenda or not."""
    signal = replace(signal, due_at=_ends(work))
    await Signals(work.db).save([signal])
    await work.clocks.change((), _clocks([signal]))
    reported = _step(signal, SignalStep.REPORT, None, actor, work.now, words_ref)
    await Histories(work.db).add([reported])
    listeners = None
    if signal.policy_domain:
        where = (signal.policy_domain, signal.municipality_code)
        listeners = await PolicyDomains(work.db).listeners(*where, MOST_LISTENERS)
    work.announce(
        SignalReported(
            signal_id=signal.signal_id,
            municipality_code=signal.municipality_code,
            version=signal.version,
            occurred_at=work.now,
            by_organisation_id=signal.by_organisation_id,
            theme=signal.theme,
            policy_domain=signal.policy_domain,
            questions=signal.questions,
            listeners=listeners or None,
        )
    )


async def apply(
    signals: Sequence[Signal], move: SignalMove, actor: Actor, work: Work
) -> list[SignalFact]:
    """Take it with all of these, which are locked; the facts to announce."""
    moved = [take(signal, move, _ends(work)) for signal in signals]
    await Signals(work.db).save(moved)
    await Histories(work.db).add(
        _step(after, move.step, before.state, actor, work.now)
        for before, after in zip(signals, moved, strict=True)
    )
    await work.clocks.change(_clocks(signals), _clocks(moved))
    return [_fact(after, move.step, work.now) for after in moved]


def _ends(work: Work) -> datetime:
    return due(work.settings_of(Settings).voice_terms.agenda, work.now)


def _clocks(signals: Iterable[Signal]) -> Iterator[Clock]:
    for signal in signals:
        if signal.due_at:
            yield Clock(AGENDA_TERM, signal.signal_id, signal.due_at)


@rings(AGENDA_TERM)
async def remind_of_signals(clocks: Sequence[Clock], work: Work) -> list[Event]:
    """For a whole term nothing happened to them, also not just now."""
    found = await Signals(work.db).locked(clock.subject for clock in clocks)
    waiting = [signal for signal in found if signal.due_at and signal.due_at <= work.now]
    move = SignalMove(step=SignalStep.REMIND)
    return [*await apply(waiting, move, Actor(SignalParty.SYSTEM), work)]


def _step(
    signal: Signal,
    step: SignalStep,
    before: str | None,
    actor: Actor,
    now: datetime,
    words_ref: str | None = None,
) -> ExchangeStep:
    about = {
        SignalStep.CLUSTER: signal.cluster_id,
        SignalStep.PUT_ON_AGENDA: signal.agenda_of_organisation_id,
    }.get(step)
    return ExchangeStep(
        thing_id=signal.signal_id,
        version=signal.version,
        step=step,
        from_state=before,
        to_state=signal.state,
        by_party=actor.party,
        by_organisation_id=actor.organisation_id,
        about=str(about) if about else None,
        words_ref=words_ref,
        at=now,
    )


def _fact(signal: Signal, step: SignalStep, now: datetime) -> SignalFact:
    """Each kind of fact takes from this what it says."""
    members = {
        "signal_id": signal.signal_id,
        "municipality_code": signal.municipality_code,
        "version": signal.version,
        "occurred_at": now,
        "cluster_id": signal.cluster_id,
        "agenda_of_organisation_id": signal.agenda_of_organisation_id,
        "waiting_for_organisation_id": signal.waits_for_organisation_id,
        "result": signal.state,
    }
    return FACTS[step].model_validate(members)
