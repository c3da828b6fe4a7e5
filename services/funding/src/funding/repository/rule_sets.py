"""The versions of the rules of budget lines."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from contracts.vocabulary import LegalForm
from sqlalchemy import Row, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from funding.domain.rules import Regime, RuleSet, WhenShort
from funding.tables import rule_sets

OF = text("""
    SELECT budget_line_id, version, rules
    FROM rule_sets
    JOIN unnest(CAST(:ids AS uuid[]), CAST(:versions AS int[])) AS wanted (budget_line_id, version)
    USING (budget_line_id, version)
""").columns(rules=JSONB)

Version = tuple[UUID, int]
"""A budget line, and which version of its rules."""


@dataclass(frozen=True)
class RuleSets:
    db: AsyncConnection

    async def publish(self, version: Version, rules: RuleSet, now: datetime) -> None:
        line_id, number = version
        stored = {**asdict(rules), "legal_forms": sorted(rules.legal_forms)}
        await self.db.execute(
            rule_sets.insert().values(
                budget_line_id=line_id, version=number, rules=stored, published_at=now
            )
        )

    async def of(self, versions: Iterable[Version]) -> dict[Version, RuleSet]:
        wanted = list(set(versions))
        rows = await self.db.execute(
            OF, {"ids": [line for line, _ in wanted], "versions": [number for _, number in wanted]}
        )
        return {(row.budget_line_id, row.version): _rules(row.rules) for row in rows}

    async def history(self, line_id: UUID) -> Sequence[Row[Any]]:
        """Every version, the first one first (R14)."""
        query = select(rule_sets).where(rule_sets.c.budget_line_id == line_id)
        return (await self.db.execute(query.order_by(rule_sets.c.version))).all()


def _rules(stored: dict[str, Any]) -> RuleSet:
    enumerated = {
        "legal_forms": frozenset(LegalForm.read(form) for form in stored["legal_forms"]),
        "when_short": WhenShort(stored["when_short"]),
        "regime": Regime(stored["regime"]),
    }
    return RuleSet(**{**stored, **enumerated})
