"""Sets what a budget line holds and under which rules; what stays the same is not said again."""

from dataclasses import dataclass, replace
from uuid import UUID

from chassis.work import Work
from contracts.budgets import BudgetSet, RuleSetPublished
from contracts.event import Event

from funding.domain.budget import Balance, BudgetLine, with_ceiling
from funding.domain.rules import Programme, RuleSet
from funding.repository.budget_lines import Agreed, BudgetLines
from funding.repository.rule_sets import RuleSets


@dataclass(frozen=True, slots=True)
class Agreement:
    """What an administrator sets."""

    municipality_code: str
    programme: Programme
    ceiling_cents: int
    rules: RuleSet


class LineElsewhere(Exception):
    """The budget line is another municipality's."""


async def agree(line_id: UUID, wanted: Agreement, work: Work) -> tuple[Agreed, bool]:
    """The line, and whether it is new; raises CeilingInUse when the ceiling is too low."""
    lines, rule_sets = BudgetLines(work.db), RuleSets(work.db)
    empty = BudgetLine(line_id, wanted.municipality_code, 0, Balance(), 0, nearly_reached=False)
    await lines.add_empty(empty, wanted.programme)
    before = await lines.find(line_id, frozenset({wanted.municipality_code}), lock=True)
    if before is None:
        raise LineElsewhere
    current = (line_id, before.rule_set_version)
    rules = (await rule_sets.of([current])).get(current)
    after = _agreed(before, wanted, new_rules=rules != wanted.rules)
    await lines.agree(after)
    if after.rule_set_version != before.rule_set_version:
        await rule_sets.publish((line_id, after.rule_set_version), wanted.rules, work.now)
    work.announce(*_facts(before, after, work))
    return after, before.line.version == 0


def _agreed(before: Agreed, wanted: Agreement, *, new_rules: bool) -> Agreed:
    line = with_ceiling(before.line, wanted.ceiling_cents)
    version = line.version + _is_new_budget(before, wanted) + new_rules
    line = replace(line, version=version)
    return Agreed(line, wanted.programme, before.rule_set_version + new_rules)


def _is_new_budget(before: Agreed, wanted: Agreement) -> bool:
    was = (before.line.ceiling_cents, before.programme)
    return before.line.version == 0 or was != (wanted.ceiling_cents, wanted.programme)


def _facts(before: Agreed, after: Agreed, work: Work) -> list[Event]:
    line = after.line
    about = {
        "budget_line_id": line.id,
        "municipality_code": line.municipality_code,
        "occurred_at": work.now,
    }
    facts: list[Event] = []
    published = after.rule_set_version != before.rule_set_version
    if line.version - before.line.version > published:
        facts.append(
            BudgetSet(
                **about,
                version=before.line.version + 1,
                ceiling_cents=line.ceiling_cents,
                programme=after.programme.code,
            )
        )
    if published:
        facts.append(
            RuleSetPublished(**about, version=line.version, rule_set_version=after.rule_set_version)
        )
    return facts
