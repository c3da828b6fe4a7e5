"""The local agreements on who takes which questions over (S1, P18 and P19)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.vocabulary import HandoverMode, ProviderKind, Theme

from routing.case.explanation_record import Basis, Ground
from routing.case.question import Question

Receivers = tuple[tuple[UUID, ...], ...]
"""In order of preference; those in one group are equals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One version of a rule; what is None holds for all."""

    rule_id: UUID
    version: int
    municipality_code: str
    entry_organisation_id: UUID | None
    theme: Theme | None
    provider_kind: ProviderKind | None
    via_organisation_id: UUID | None
    receivers: Receivers
    escalate_to_organisation_id: UUID
    mode: HandoverMode
    valid_from: date
    valid_until: date | None
    """The last day on which it holds."""

    def fits(self, question: Question) -> bool:
        return (
            self.municipality_code == question.municipality_code
            and self.entry_organisation_id in (None, *question.entries)
            and self.provider_kind in (None, question.provider_kind)
            and self.theme in (None, question.theme)
        )

    @property
    def precision(self) -> tuple[bool, bool, bool, date, UUID]:
        """How exactly it says for which questions it is; of equals, the newest one counts."""
        return (
            self.entry_organisation_id is not None,
            self.provider_kind is not None,
            self.theme is not None,
            self.valid_from,
            self.rule_id,
        )

    @property
    def ground(self) -> Ground:
        return Ground(Basis.RULE, self.rule_id, self.version)
