"""What people read about peer matches."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from routing.exchange.peers.domain import MatchState, MatchStep

STATES: Final[Mapping[StrEnum, str]] = {
    MatchState.PROPOSED: "voorgesteld",
    MatchState.ACCEPTED: "door beiden goedgevonden",
    MatchState.ENDED: "beëindigd",
    MatchState.SPACE_FREED: "geslaagd: er kwam ruimte vrij",
}

STEPS: Final[Mapping[StrEnum, str]] = {
    MatchStep.ANSWER: "antwoorden",
    MatchStep.FREE_SPACE: "vrijgekomen ruimte melden",
}
"""Those that people take."""
