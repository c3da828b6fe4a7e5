"""What the rules of a budget line say; each version of them stays readable (R14)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contracts.vocabulary import LegalForm, RejectionReason


class WhenShort(StrEnum):
    """What the one gets for whom there is not enough left."""

    NOTHING = "nothing"
    THE_REST = "the_rest"


class Regime(StrEnum):
    """Under which kind of rules money is given; only against a subsidy one can object."""

    SUBSIDY = "subsidy"
    SEED_BUDGET = "seed_budget"
    IMPLEMENTATION_BUDGET = "implementation_budget"


@dataclass(frozen=True, slots=True)
class Programme:
    """Where the money comes from, and in which days it can be asked for; both days count."""

    code: str
    starts: date
    ends: date

    def open_on(self, day: date) -> bool:
        return self.starts <= day <= self.ends


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Who may ask for how much, and how much the machine may award by itself (F08, R13)."""

    legal_forms: frozenset[LegalForm]
    minimum_cents: int
    maximum_cents: int
    mandate_up_to_cents: int
    """A direct award up to this amount; 0: people decide on everything."""
    when_short: WhenShort
    one_off: bool
    regime: Regime
    award_condition: str | None = None
    """What must be met before any award of this line is paid (F07)."""

    def within_mandate(self, cents: int) -> bool:
        return cents <= self.mandate_up_to_cents


def why_refused(
    rules: RuleSet, programme: Programme, legal_form: LegalForm, cents: int, day: date
) -> RejectionReason | None:
    """The legal form comes first: what it keeps out is counted (R13)."""
    if legal_form not in rules.legal_forms:
        return RejectionReason.LEGAL_FORM
    if not programme.open_on(day) or not rules.minimum_cents <= cents <= rules.maximum_cents:
        return RejectionReason.NOT_ELIGIBLE
    return None
