"""The steps of a handover."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from contracts.vocabulary import HandoverOutcome, IntroductionMeans, ReceiverKind

from routing.case.handover import Handover
from routing.case.lifecycle import ALLOWED, ENDED, State, Step
from routing.case.terms import RUNS_IN, Term
from routing.case.warmth import cold_because

Due = Callable[[Term, datetime], datetime]
"""When a term that starts at a time ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A step with what it needs; `receiver_ref` points into the vault."""

    step: Step
    reason: str | None = None
    receiver_kind: ReceiverKind | None = None
    receiver_ref: str | None = None
    introduction: IntroductionMeans | None = None
    outcome: HandoverOutcome | None = None


class IllegalStep(Exception):
    """A step that the state does not allow, or that lacks what it needs."""

    def __init__(self, state: State, step: Step) -> None:
        super().__init__(f"{step} in {state}")
        self.state = state
        self.step = step


ALSO_SEEN: Final = (Step.ACCEPT, Step.DECLINE)
"""Who takes one of these at once has seen the request, too."""

NEEDS: Final[Mapping[Step, str]] = {
    Step.ACCEPT: "receiver_ref",
    Step.DECLINE: "reason",
    Step.EXPIRE: "reason",
    Step.MAKE_CONTACT: "introduction",
    Step.PUT_ON_HOLD: "reason",
    Step.RETURN: "reason",
    Step.COMPLETE: "outcome",
    Step.FAIL: "reason",
}


def possible_steps(handover: Handover) -> list[Step]:
    """What may happen to it now, whoever does it, in the order of its life."""
    allowed = _next_steps(handover)
    return [step for step in Step if step in allowed or says_it_was_seen(handover, step)]


def says_it_was_seen(handover: Handover, step: Step) -> bool:
    return handover.state is State.REQUESTED and step in ALSO_SEEN


def _next_steps(handover: Handover) -> list[Step]:
    steps = list(ALLOWED[handover.state])
    if handover.state is State.CANCELLATION_REQUESTED and handover.contact_at is None:
        steps.remove(Step.COMPLETE)  # nothing was begun that could be finished
    return steps


def take(handover: Handover, move: Move, now: datetime, due: Due) -> Handover:
    """The handover after the step; IllegalStep when it cannot be taken."""
    needed = NEEDS.get(move.step)
    if move.step not in _next_steps(handover) or (needed and getattr(move, needed) is None):
        raise IllegalStep(handover.state, move.step)
    state = ALLOWED[handover.state][move.step]
    noted = {**_terms(handover, state, now, due), **_noted(handover, move, now)}
    version = handover.version + 1
    return replace(handover, state=state, version=version, reminders=0, overdue_since=None, **noted)


def _terms(handover: Handover, state: State, now: datetime, due: Due) -> dict[str, Any]:
    """The terms that run from now on in this state."""
    if state in ENDED:
        return {"due_at": None, "ended_at": now}
    if state is State.ACKNOWLEDGED:
        return {"due_at": handover.reply_by}
    ends = due(RUNS_IN[state], now)
    if state is State.REQUESTED:
        return {"due_at": ends, "acknowledge_by": ends, "reply_by": due(Term.REPLY, now)}
    return {"due_at": ends, "contact_by": ends} if state is State.ACCEPTED else {"due_at": ends}


def _noted(handover: Handover, move: Move, now: datetime) -> dict[str, Any]:
    """The facts that warmth is computed from, as they come."""
    match move.step:
        case Step.ACCEPT:
            return {
                "receiver_kind": move.receiver_kind,
                "receiver_ref": move.receiver_ref,
                "sender_told_at": now if handover.from_organisation_id else None,
            }
        case Step.MAKE_CONTACT:
            return {"introduction": move.introduction, "contact_at": now}
        case Step.COMPLETE:
            return {"outcome": move.outcome, "cold_because": cold_because(handover)}
        case _:
            return {}
