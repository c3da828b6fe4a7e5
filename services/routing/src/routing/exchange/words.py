"""The Dutch that people read about signals, advice and peers."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from chassis.life_cycle import IllegalTransition

from routing.exchange.advice.domain import AdviceState, AdviceStep
from routing.exchange.peers.domain import MatchState, MatchStep
from routing.exchange.signals.domain import SignalState, SignalStep

STATES: Final[Mapping[StrEnum, str]] = {
    SignalState.REPORTED: "gemeld",
    SignalState.CLUSTERED: "gebundeld",
    SignalState.ON_AGENDA: "geagendeerd",
    SignalState.DISCUSSED: "besproken",
    SignalState.TAKEN_UP: "opgepakt",
    SignalState.CLOSED: "afgesloten",
    AdviceState.REQUESTED: "gevraagd",
    AdviceState.ISSUED: "gegeven",
    AdviceState.ANSWERED: "beantwoord",
    MatchState.PROPOSED: "voorgesteld",
    MatchState.ACCEPTED: "door beiden goedgevonden",
    MatchState.ENDED: "beëindigd",
    MatchState.SPACE_FREED: "geslaagd: er kwam ruimte vrij",
}

STEPS: Final[Mapping[StrEnum, str]] = {
    SignalStep.CLUSTER: "bundelen",
    SignalStep.PUT_ON_AGENDA: "agenderen",
    SignalStep.DISCUSS: "bespreken",
    SignalStep.TAKE_UP: "oppakken",
    SignalStep.CLOSE: "afsluiten",
    AdviceStep.ISSUE: "advies geven",
    AdviceStep.ANSWER: "reageren",
    MatchStep.ANSWER: "antwoorden",
    MatchStep.FREE_SPACE: "vrijgekomen ruimte melden",
}
"""Those that people take."""


def cannot(thing: str, illegal: IllegalTransition) -> str:
    """What the state is, and what can be done in it."""
    can = ", ".join(STEPS[step] for step in illegal.possible if step in STEPS)
    return f"{thing} is {STATES[illegal.state]}. Dit kan nu: {can or 'niets meer'}."
