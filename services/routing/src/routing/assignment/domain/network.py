"""The network as it is on a day: who may be asked, and who is asked first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from contracts.vocabulary import PlatformLevel, ProviderKind

from routing.assignment.domain.commitments import Commitment, Duty
from routing.assignment.domain.partner import Partner
from routing.assignment.domain.rules import Rule
from routing.case.question import Question

LONG_AGO = datetime.min.replace(tzinfo=UTC)
UNREMARKABLE: Final = Partner()


@dataclass(frozen=True, slots=True)
class Load:
    """How busy an organisation is with handovers; `asked_at` is the last time it was asked."""

    open_handovers: int = 0
    asked_at: datetime = LONG_AGO


@dataclass
class Network:
    """What the mappings lack does not stand in anybody's way.

    `loads` is kept up while questions are placed, so that many at once are spread as one by one.
    """

    rules: Mapping[str, Iterable[Rule]] = field(default_factory=dict)
    """By municipality, like the other mappings by a string."""
    municipalities: Mapping[str, UUID] = field(default_factory=dict)
    """The organisation that is the municipality itself."""
    loads: dict[UUID, Load] = field(default_factory=dict)
    day: date = date.min
    partners: Mapping[UUID, Partner] = field(default_factory=dict)
    commitments: Mapping[str, Iterable[Commitment]] = field(default_factory=dict)
    advisers: Mapping[str, Iterable[Commitment]] = field(default_factory=dict)
    """Who guides processes there."""
    offices: Mapping[str, Iterable[UUID]] = field(default_factory=dict)
    """The active POS offices there."""
    other_offices: frozenset[UUID] = frozenset()
    """Those that are not active."""

    def rule_for(self, question: Question) -> Rule | None:
        """The most precise rule: entry organisation, then provider kind, then theme."""
        fitting = (r for r in self.rules.get(question.municipality_code, ()) if r.fits(question))
        return max(fitting, key=lambda rule: rule.precision, default=None)

    def commitments_for(self, question: Question) -> list[Commitment]:
        here = self.commitments.get(question.municipality_code, ())
        return [commitment for commitment in here if commitment.fits(question)]

    def decides(self, question: Question, rule: Rule | None) -> UUID | None:
        """As the rule says; without one, as agreed; else as the most general rule says."""
        named = self.named_to_decide(question, rule)
        able = [each for each in named if self.partner(each).works_on(PlatformLevel.COORDINATING)]
        municipality = self.municipalities.get(question.municipality_code)
        return next(iter([*able, *([municipality] if municipality else named)]), None)

    def named_to_decide(self, question: Question, rule: Rule | None) -> list[UUID]:
        if rule:
            return [rule.escalate_to_organisation_id]
        committed = [c for c in self.commitments_for(question) if c.duty is Duty.DECIDES]
        committed.sort(key=lambda each: (each.rank, each.organisation_id))
        rules = self.rules.get(question.municipality_code, ())
        general = sorted(rules, key=lambda rule: rule.precision)[:1]
        return [
            *(each.organisation_id for each in committed),
            *(rule.escalate_to_organisation_id for rule in general),
        ]

    def via(self, question: Question, rule: Rule | None) -> UUID | None:
        """The POS office is the way in for entrepreneurs alone, where it is active (S2, R11)."""
        if question.provider_kind is not ProviderKind.ENTREPRENEUR:
            return None
        named = rule.via_organisation_id if rule else None
        if named and self._is_way_in(named):
            return named
        return min(self.offices.get(question.municipality_code, ()), default=None)

    def partner(self, organisation_id: UUID) -> Partner:
        return self.partners.get(organisation_id, UNREMARKABLE)

    def load(self, organisation_id: UUID) -> Load:
        return self.loads.get(organisation_id, Load())

    def busy(self, organisation_id: UUID) -> tuple[int, datetime, UUID]:
        """The lowest is asked first."""
        load = self.load(organisation_id)
        return load.open_handovers, load.asked_at, organisation_id

    def asked(self, organisation_id: UUID, now: datetime) -> None:
        load = self.load(organisation_id)
        self.loads[organisation_id] = Load(load.open_handovers + 1, now)

    def _is_way_in(self, organisation_id: UUID) -> bool:
        coordinates = self.partner(organisation_id).works_on(PlatformLevel.COORDINATING)
        return coordinates and organisation_id not in self.other_offices
