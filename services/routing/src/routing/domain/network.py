"""Who may be asked, and who is asked first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from routing.domain.question import Question
from routing.domain.rules import Rule

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Load:
    """How busy an organisation is with handovers; `asked_at` is the last time it was asked."""

    open_handovers: int = 0
    asked_at: datetime = LONG_AGO


@dataclass
class Network:
    """The rules that hold on the day, and how busy the organisations are.

    `loads` is kept up while questions are placed, so that many at once are spread as one by one.
    """

    rules: Mapping[str, Iterable[Rule]] = field(default_factory=dict)
    """By municipality."""
    municipalities: Mapping[str, UUID] = field(default_factory=dict)
    """The organisation that is the municipality itself, by its code."""
    loads: dict[UUID, Load] = field(default_factory=dict)

    def rule_for(self, question: Question) -> Rule | None:
        """The most precise rule: entry organisation, then provider kind, then theme."""
        fitting = (r for r in self.rules.get(question.municipality_code, ()) if r.fits(question))
        return max(fitting, key=lambda rule: rule.precision, default=None)

    def decides_in(self, municipality_code: str) -> UUID | None:
        """Who decides where no rule fits: as the most general rule says, else the municipality."""
        rules = self.rules.get(municipality_code, ())
        general = min(rules, key=lambda rule: rule.precision, default=None)
        if general is not None:
            return general.escalate_to_organisation_id
        return self.municipalities.get(municipality_code)

    def choose(self, rule: Rule, tried: Collection[UUID]) -> UUID | None:
        """The first in preference that was not tried; of equals the least busy, longest idle."""
        for equals in rule.receivers:
            if candidates := [each for each in equals if each not in tried]:
                return min(candidates, key=self._busy)
        return None

    def asked(self, organisation_id: UUID, now: datetime) -> None:
        load = self.loads.get(organisation_id, Load())
        self.loads[organisation_id] = Load(load.open_handovers + 1, now)

    def _busy(self, organisation_id: UUID) -> tuple[int, datetime, UUID]:
        load = self.loads.get(organisation_id, Load())
        return load.open_handovers, load.asked_at, organisation_id
