"""What people read about signals."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from routing.exchange.signals.domain import SignalState, SignalStep

STATES: Final[Mapping[StrEnum, str]] = {
    SignalState.REPORTED: "gemeld",
    SignalState.CLUSTERED: "gebundeld",
    SignalState.ON_AGENDA: "geagendeerd",
    SignalState.DISCUSSED: "besproken",
    SignalState.TAKEN_UP: "opgepakt",
    SignalState.CLOSED: "afgesloten",
}

STEPS: Final[Mapping[StrEnum, str]] = {
    SignalStep.CLUSTER: "bundelen",
    SignalStep.PUT_ON_AGENDA: "agenderen",
    SignalStep.DISCUSS: "bespreken",
    SignalStep.TAKE_UP: "oppakken",
    SignalStep.CLOSE: "afsluiten",
}
"""Those that people take."""
