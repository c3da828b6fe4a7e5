"""Routing rules as a file: in `receivers` a space parts groups, a slash those who are equals."""

from collections.abc import Sequence
from typing import Annotated, Final, Self
from uuid import UUID

from chassis.files.csv_files import Line
from chassis.http.caller import Caller
from chassis.work import Work
from contracts.problems import Problem as Flaw
from contracts.shapes import Day
from contracts.vocabulary import HandoverMode, ProviderKind, Theme
from pydantic import Field

from routing.assignment.domain.rules import Rule
from routing.assignment.record_rule import record_rule, rule_flaws
from routing.assignment.repository.rules import Rules
from routing.network.api.files import FileKind, Loaded
from routing.network.api.load import NOT_YOURS
from routing.shared.http import MunicipalityCode, Shape

EQUALS: Final = "/"
UUIDS: Final = r"[0-9a-fA-F-]{36}"
Group = Annotated[str, Field(pattern=f"^{UUIDS}({EQUALS}{UUIDS})*$")]
MOST: Final = 100_000


class RuleRow(Shape):
    rule_id: UUID
    municipality_code: MunicipalityCode
    entry_organisation_id: UUID | None = None
    theme: Theme | None = None
    provider_kind: ProviderKind | None = None
    via_organisation_id: UUID | None = None
    receivers: Annotated[list[Group], Field(min_length=1, max_length=100)]
    escalate_to_organisation_id: UUID
    mode: HandoverMode = HandoverMode.WARM
    valid_from: Day
    valid_until: Day | None = None

    @property
    def rule(self) -> Rule:
        groups = tuple(tuple(map(UUID, group.split(EQUALS))) for group in self.receivers)
        return Rule(**{**dict(self), "receivers": groups}, version=1)

    @classmethod
    def of(cls, rule: Rule) -> Self:
        groups = [EQUALS.join(map(str, group)) for group in rule.receivers]
        values = {name: getattr(rule, name) for name in cls.model_fields}
        return cls.model_validate({**values, "receivers": groups})


async def _load(
    lines: Sequence[Line[RuleRow]], caller: Caller, work: Work, dry_run: bool
) -> Loaded:
    await Rules(work.db).record_alone()
    flaws, versions = [], []
    for line in lines:
        history = await Rules(work.db).history(line.value.rule_id)
        flaws += await _flaws(
            line, {recorded.rule.municipality_code for recorded in history}, caller, work
        )
        versions.append(history[-1].rule if history else None)
    rules = [line.value.rule for line in lines]
    if not flaws and not dry_run:
        for rule in rules:
            await record_rule(rule, work)
    pairs = list(zip(versions, rules, strict=True))
    new = sum(known is None for known in versions)
    same = sum(known is not None and RuleRow.of(known) == RuleRow.of(rule) for known, rule in pairs)
    return Loaded(new, len(rules) - new - same, same, flaws)


async def _flaws(line: Line[RuleRow], before: set[str], caller: Caller, work: Work) -> list[Flaw]:
    row, codes = f"#/rows/{line.number}", {line.value.municipality_code, *before}
    flaws = [
        Flaw(pointer=f"{row}/{flaw.pointer.split('/')[1]}", detail=flaw.detail)
        for flaw in await rule_flaws(line.value.rule, work)
    ]
    if not all(map(caller.may_see, codes)):
        flaws.append(Flaw(pointer=f"{row}/municipality_code", detail=NOT_YOURS))
    return flaws


async def _give(caller: Caller, code: str | None, work: Work) -> list[RuleRow]:
    found = await Rules(work.db).latest(code, MOST, 0)
    return [
        RuleRow.of(recorded.rule)
        for recorded in found
        if caller.may_see(recorded.rule.municipality_code)
    ]


RULE_FILE: Final = FileKind("routing-rules", RuleRow, list(RuleRow.model_fields), _load, _give)
