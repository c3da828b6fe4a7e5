"""What people read about advice."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from routing.exchange.advice.domain import AdviceState, AdviceStep

STATES: Final[Mapping[StrEnum, str]] = {
    AdviceState.REQUESTED: "gevraagd",
    AdviceState.ISSUED: "gegeven",
    AdviceState.ANSWERED: "beantwoord",
}

STEPS: Final[Mapping[StrEnum, str]] = {
    AdviceStep.ISSUE: "advies geven",
    AdviceStep.ANSWER: "reageren",
}
"""Those that people take."""
