"""The lives of a handover, a signal, advice and a match as domain.md draws them, written out."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import product

import pytest
from chassis.life_cycle import IllegalTransition, outcome_of
from routing.case.move import take
from routing.case.states import State
from routing.case.steps import TAKEN_BY, Step
from routing.exchange.advice import domain as advice
from routing.exchange.peers import domain as peers
from routing.exchange.signals import domain as signals
from routing_town import MONDAY, context

from .test_domain import completed, move

OPEN = {
    "request_cancellation": "cancellation_requested",
    "divert": "cancelled",
    "cancel": "cancelled",
}
HANDOVER = {
    "requested": {
        "acknowledge": "acknowledged",
        "request_information": "info_requested",
        "expire": "expired",
        **OPEN,
    },
    "acknowledged": {
        "accept": "accepted",
        "decline": "declined",
        "request_information": "info_requested",
        "expire": "expired",
        **OPEN,
    },
    "info_requested": {"provide_information": "requested", **OPEN},
    "accepted": {"make_contact": "contact_made", "return": "returned", **OPEN},
    "contact_made": {"report_progress": "in_progress", "return": "returned", **OPEN},
    "in_progress": {
        "report_progress": "in_progress",
        "put_on_hold": "on_hold",
        "return": "returned",
        "complete": "completed",
        "fail": "failed",
        **OPEN,
    },
    "on_hold": {"resume": "in_progress", **OPEN},
    "cancellation_requested": {
        "confirm_cancellation": "cancelled",
        "complete": "completed",
        "divert": "cancelled",
        "cancel": "cancelled",
    },
    "declined": {},
    "expired": {},
    "returned": {},
    "cancelled": {},
    "completed": {},
    "failed": {},
}
SIGNAL = {
    "reported": {"remind": "reported", "cluster": "clustered"},
    "clustered": {"remind": "clustered", "cluster": "clustered", "put_on_agenda": "on_agenda"},
    "on_agenda": {"remind": "on_agenda", "discuss": "discussed"},
    "discussed": {"remind": "discussed", "take_up": "taken_up", "close": "closed"},
    "taken_up": {},
    "closed": {},
}
ADVICE = {
    "requested": {"remind": "requested", "issue": "issued"},
    "issued": {"remind": "issued", "answer": "answered"},
    "answered": {},
}
MATCH = {
    "proposed": {"answer": "proposed", "accept": "accepted", "end": "ended"},
    "accepted": {"free_space": "space_freed"},
    "ended": {},
    "space_freed": {},
}
RECEIVER_TAKES = (
    "acknowledge request_information accept decline make_contact report_progress put_on_hold "
    "resume return complete fail confirm_cancellation divert"
)
SENDER_TAKES = "provide_information request_cancellation"
COORDINATOR_TAKES = "provide_information request_cancellation confirm_cancellation"
SYSTEM_TAKES = "request expire cancel provide_information"


def gone(
    states: Iterable[str], steps: Iterable[str], go: Callable[[str, str], str]
) -> dict[str, dict[str, str]]:
    """Where each step leads from each state."""
    found: dict[str, dict[str, str]] = {state: {} for state in states}
    for state, step in product(found, list(steps)):
        try:
            found[state][step] = str(go(state, step))
        except IllegalTransition:
            continue
    return found


@pytest.mark.requirement("P18")
def test_a_handover_goes_where_it_is_drawn_to_go_and_nowhere_else() -> None:
    once_completed = completed()

    def go(state: str, step: str) -> str:
        handover = replace(once_completed, state=State(state))
        return take(handover, move(Step(step)), MONDAY, context().due).state

    assert gone(State, Step, go) == HANDOVER


def test_signals_advice_and_matches_go_where_they_are_drawn_to_go_and_nowhere_else() -> None:
    def signal(state: str, step: str) -> str:
        return outcome_of(signals.ALLOWED, signals.SignalState(state), signals.SignalStep(step))

    def piece_of_advice(state: str, step: str) -> str:
        return outcome_of(advice.ALLOWED, advice.AdviceState(state), advice.AdviceStep(step))

    def match(state: str, step: str) -> str:
        return outcome_of(peers.ALLOWED, peers.MatchState(state), peers.MatchStep(step))

    assert gone(signals.SignalState, signals.SignalStep, signal) == SIGNAL
    assert gone(advice.AdviceState, advice.AdviceStep, piece_of_advice) == ADVICE
    assert gone(peers.MatchState, peers.MatchStep, match) == MATCH


@pytest.mark.parametrize(
    ("party", "steps"),
    [
        ("receiver", RECEIVER_TAKES),
        ("sender", SENDER_TAKES),
        ("coordinator", COORDINATOR_TAKES),
        ("system", SYSTEM_TAKES),
    ],
)
def test_a_step_of_a_handover_is_for_whom_it_is_meant(party: str, steps: str) -> None:
    assert {step for step, parties in TAKEN_BY.items() if party in parties} == set(steps.split())


def test_a_step_of_a_signal_or_of_advice_is_for_whom_it_is_meant() -> None:
    together, at_the_table = {"partner", "coordinator"}, {"agenda_holder", "coordinator"}
    assert dict(signals.TAKEN_BY) == {
        "cluster": together,
        "put_on_agenda": together,
        "remind": {"system"},
        "discuss": at_the_table,
        "take_up": at_the_table,
        "close": at_the_table,
    }
    assert dict(advice.TAKEN_BY) == {
        "request": "advised",
        "issue": "adviser",
        "remind": "system",
        "answer": "advised",
    }
