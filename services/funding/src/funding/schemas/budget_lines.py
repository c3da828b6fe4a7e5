"""What clients see of budget lines; all amounts are cents."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from funding.domain.budget import Balance
from funding.domain.rules import RuleSet
from funding.reconciliation import Reconciled
from funding.repository.budget_lines import Agreed
from funding.schemas.new_budget_line import ProgrammeBody, RulesBody, Written


class ShownLine(BaseModel):
    """Een budgetregel, en wat ervan in gebruik is."""

    id: UUID
    municipality_code: str
    programme: ProgrammeBody
    ceiling_cents: int
    reserved_cents: int
    committed_cents: int
    paid_cents: int
    available_cents: int
    rule_set_version: int
    version: int


class ShownLines(BaseModel):
    """De budgetregels van de gemeenten die u ziet."""

    budget_lines: list[ShownLine]


class ShownBalance(BaseModel):
    """Wat er van een plafond in gebruik is, en wat er over is."""

    reserved_cents: int
    committed_cents: int
    paid_cents: int
    available_cents: int


class ShownLineInFull(ShownLine):
    """Met de regels die nu gelden, en wat het grootboek zegt dat in gebruik is."""

    rules: RulesBody
    ledger: ShownBalance


class ShownReconciliation(BaseModel):
    """De stand twee keer: zoals bijgehouden, en opnieuw berekend uit het grootboek."""

    budget_line_id: UUID
    ceiling_cents: int
    balance: ShownBalance
    ledger: ShownBalance
    exact: bool


class ShownRuleSet(Written):
    """Een versie van de regels."""

    version: int
    rules: RulesBody
    published_at: datetime


class ShownRuleSets(BaseModel):
    """Elke versie van de regels, de eerste eerst."""

    rule_sets: list[ShownRuleSet]


def show_line(agreed: Agreed) -> ShownLine:
    line = agreed.line
    return ShownLine(
        id=line.id,
        municipality_code=line.municipality_code,
        programme=ProgrammeBody.model_validate(agreed.programme),
        ceiling_cents=line.ceiling_cents,
        **show_balance(line.balance, line.ceiling_cents).model_dump(),
        rule_set_version=agreed.rule_set_version,
        version=line.version,
    )


def show_in_full(agreed: Agreed, rules: RuleSet, reconciled: Reconciled) -> ShownLineInFull:
    return ShownLineInFull(
        **dict(show_line(agreed)),
        rules=RulesBody.model_validate(rules),
        ledger=show_balance(reconciled.ledger, reconciled.ceiling_cents),
    )


def show_reconciled(reconciled: Reconciled) -> ShownReconciliation:
    ceiling = reconciled.ceiling_cents
    return ShownReconciliation(
        budget_line_id=reconciled.budget_line_id,
        ceiling_cents=ceiling,
        balance=show_balance(reconciled.balance, ceiling),
        ledger=show_balance(reconciled.ledger, ceiling),
        exact=reconciled.is_exact,
    )


def show_balance(balance: Balance, ceiling_cents: int) -> ShownBalance:
    return ShownBalance(
        reserved_cents=balance.reserved_cents,
        committed_cents=balance.committed_cents,
        paid_cents=balance.paid_cents,
        available_cents=ceiling_cents - balance.used_cents,
    )
