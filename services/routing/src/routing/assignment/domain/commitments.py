"""What organisations committed themselves to, for some questions of a municipality."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from contracts.vocabulary import PlatformLevel, ProviderKind, Theme

from routing.case.explanation_record import Basis, Ground
from routing.case.question import Question


class Duty(StrEnum):
    EXECUTES = "executes"
    COORDINATES = "coordinates"
    DECIDES = "decides"


LEVELS: Final = {
    Duty.EXECUTES: PlatformLevel.EXECUTING,
    Duty.COORDINATES: PlatformLevel.COORDINATING,
}
"""On which level a platform must work to do it (S1, P04)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """By a working agreement or the responsibility matrix; what is None holds for all."""

    ground: Ground
    organisation_id: UUID
    duty: Duty
    theme: Theme | None = None
    provider_kind: ProviderKind | None = None

    def fits(self, question: Question) -> bool:
        return self.theme in (None, question.theme) and self.provider_kind in (
            None,
            question.provider_kind,
        )

    @property
    def rank(self) -> tuple[bool, bool, bool, bool]:
        """The lowest goes first: the matrix, who executes, who does so for this theme."""
        return (
            self.ground.basis is not Basis.MATRIX,
            self.duty is not Duty.EXECUTES,
            self.theme is None,
            self.provider_kind is None,
        )
