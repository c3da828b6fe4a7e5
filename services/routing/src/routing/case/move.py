"""Taking a step of a handover: what may be taken now, and the handover after it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chassis.life_cycle import IllegalTransition, outcome_of
from contracts.vocabulary import (
    DeclineReason,
    HandoverOutcome,
    IntroductionMeans,
    ReceiverKind,
    ReturnReason,
    Theme,
)

from routing.case.handover import Handover
from routing.case.states import ENDED, RUNS_IN, State, Term
from routing.case.steps import ALLOWED, STEPS, Step
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
    right_theme: Theme | None = None
    """What the question is about, where its theme is the reason."""

    @property
    def is_about_the_theme(self) -> bool:
        return self.reason in {DeclineReason.WRONG_THEME, ReturnReason.WRONG_THEME}


def possible_steps(handover: Handover) -> list[Step]:
    """What may happen to it now, whoever does it, in the order of its life."""
    allowed = _next_steps(handover)
    return [step for step in Step if step in allowed or acknowledges(handover, step)]


def acknowledges(handover: Handover, step: Step) -> bool:
    """Whether the step also says that the request was seen."""
    return handover.state is State.REQUESTED and STEPS[step].acknowledges


def _next_steps(handover: Handover) -> list[Step]:
    steps = list(ALLOWED[handover.state])
    if handover.state is State.CANCELLATION_REQUESTED and handover.contact_at is None:
        steps.remove(Step.COMPLETE)  # nothing was begun that could be finished
    return steps


def take(handover: Handover, move: Move, now: datetime, due: Due) -> Handover:
    """The handover after the step; IllegalTransition when it cannot be taken or lacks something."""
    needed, possible = STEPS[move.step].needs, _next_steps(handover)
    state = outcome_of(ALLOWED, handover.state, move.step)
    if move.step not in possible or (needed and getattr(move, needed) is None):
        raise IllegalTransition(handover.state, move.step, tuple(possible))
    changes = {**_terms(handover, state, now, due), **_facts_for_warmth(handover, move, now)}
    version = handover.version + 1
    return replace(
        handover, state=state, version=version, reminders=0, overdue_since=None, **changes
    )


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


def _facts_for_warmth(handover: Handover, move: Move, now: datetime) -> dict[str, Any]:
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
