"""What an administrator says of a budget line; all amounts are cents."""

from typing import Annotated

from contracts.problems import Problem as Flaw
from contracts.shapes import Cents, Code, Day, MunicipalityCode, YesNo
from contracts.vocabulary import LegalForm
from pydantic import AfterValidator, BaseModel, ConfigDict

from funding.domain.rules import Programme, Regime, RuleSet, WhenShort


class Written(BaseModel):
    """Shown as it was set."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")


class ProgrammeBody(Written):
    """Waar het geld vandaan komt; van en tot en met welke dag het te vragen is."""

    code: Code
    starts: Day
    ends: Day

    def programme(self) -> Programme:
        return Programme(self.code, self.starts, self.ends)


def _each_once(forms: list[LegalForm]) -> list[LegalForm]:
    return sorted(set(forms))


class RulesBody(Written):
    """Wie mag vragen, hoeveel, en tot welk bedrag het vanzelf wordt toegekend."""

    legal_forms: Annotated[list[LegalForm], AfterValidator(_each_once)]
    minimum_cents: Cents = 0
    maximum_cents: Cents
    mandate_up_to_cents: Cents = 0
    when_short: WhenShort = WhenShort.NOTHING
    one_off: YesNo = False
    regime: Regime = Regime.SUBSIDY
    award_condition: Code | None = None

    def rule_set(self) -> RuleSet:
        return RuleSet(**dict(self) | {"legal_forms": frozenset(self.legal_forms)})


class BudgetLineBody(BaseModel):
    """Wat een beheerder vastlegt; bedragen in centen."""

    model_config = ConfigDict(extra="forbid")

    municipality_code: MunicipalityCode
    programme: ProgrammeBody
    ceiling_cents: Cents
    rules: RulesBody

    def flaws(self) -> list[Flaw]:
        """What the single values do not show, all at once."""
        rules, programme = self.rules, self.programme
        wrong = {
            "#/programme/ends": programme.ends < programme.starts,
            "#/rules/maximum_cents": rules.maximum_cents < rules.minimum_cents,
            "#/rules/mandate_up_to_cents": rules.mandate_up_to_cents > rules.maximum_cents,
        }
        details = {
            "#/programme/ends": "Dit mag niet voor het begin liggen.",
            "#/rules/maximum_cents": "Dit mag niet minder zijn dan het minimum.",
            "#/rules/mandate_up_to_cents": "Dit mag niet meer zijn dan het maximum.",
        }
        return [Flaw(pointer=at, detail=details[at]) for at, is_wrong in wrong.items() if is_wrong]
