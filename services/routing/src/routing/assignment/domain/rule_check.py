"""What a set of routing rules leaves open, and where two rules say as much as each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from uuid import UUID

from contracts.vocabulary import ProviderKind, Theme

from routing.assignment.domain.rules import Rule


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Questions for which there is no rule, wherever they come in."""

    theme: Theme
    provider_kind: ProviderKind


@dataclass(frozen=True, slots=True)
class RuleCheck:
    gaps: tuple[Uncovered, ...]
    doubles: tuple[tuple[UUID, UUID], ...]
    """Two rules for the same questions at the same time: the newest would count."""


def check_rules(rules: Sequence[Rule]) -> RuleCheck:
    gaps = (
        Uncovered(theme, kind)
        for theme, kind in product(Theme, ProviderKind)
        if not any(_covers(rule, theme, kind) for rule in rules)
    )
    ordered = sorted(rules, key=lambda rule: rule.rule_id)
    doubles = (
        (rule.rule_id, other.rule_id)
        for rule, other in combinations(ordered, 2)
        if _about(rule) == _about(other) and _at_the_same_time(rule, other)
    )
    return RuleCheck(tuple(gaps), tuple(doubles))


def _covers(rule: Rule, theme: Theme, kind: ProviderKind) -> bool:
    return (
        rule.entry_organisation_id is None
        and rule.theme in (None, theme)
        and rule.provider_kind in (None, kind)
    )


def _about(rule: Rule) -> tuple[str, UUID | None, Theme | None, ProviderKind | None]:
    return rule.municipality_code, rule.entry_organisation_id, rule.theme, rule.provider_kind


def _at_the_same_time(rule: Rule, other: Rule) -> bool:
    first, second = sorted((rule, other), key=lambda rule: rule.valid_from)
    return first.valid_until is None or second.valid_from <= first.valid_until
