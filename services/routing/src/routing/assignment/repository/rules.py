"""Routing rules: every version that was ever recorded (S1, P19)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from chassis.database.bulk import insert_into
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.assignment.domain.rules import Rule
from routing.assignment.repository.network import RECORDING, rule_of
from routing.network.tables.organisations import routing_rule_versions

NEXT_VERSION = text("""
    INSERT INTO routing_rules (rule_id, version) VALUES (:rule_id, 1)
    ON CONFLICT (rule_id) DO UPDATE SET version = routing_rules.version + 1
    RETURNING version
""")

ADD_VERSIONS = insert_into(routing_rule_versions)

OF = text("""
    SELECT * FROM routing_rule_versions
    WHERE (rule_id, version) IN (
        SELECT rule_id, version
        FROM unnest(CAST(:ids AS uuid[]), CAST(:versions AS int[])) AS wanted (rule_id, version)
    )
""")

HISTORY = text("SELECT * FROM routing_rule_versions WHERE rule_id = :rule_id ORDER BY version")

LATEST = text("""
    SELECT routing_rule_versions.* FROM routing_rules
    JOIN routing_rule_versions USING (rule_id, version)
    WHERE CAST(:code AS text) IS NULL OR municipality_code = :code
    ORDER BY municipality_code, rule_id
    LIMIT :most OFFSET :passed
""")


@dataclass(frozen=True)
class RecordedRule:
    rule: Rule
    recorded_at: datetime


@dataclass(frozen=True)
class Rules:
    db: AsyncConnection

    async def record_alone(self) -> None:
        """Until this transaction ends, nobody else records a rule or finds none."""
        await self.db.execute(RECORDING)

    async def next_version(self, rule_id: UUID) -> int:
        row = await self.db.execute(NEXT_VERSION, {"rule_id": rule_id})
        version: int = row.scalar_one()
        return version

    async def add(self, recorded: RecordedRule) -> None:
        rule = recorded.rule
        values = {field.name: getattr(rule, field.name) for field in fields(rule)}
        receivers = [[str(each) for each in group] for group in rule.receivers]
        row = {**values, "receivers": receivers, "recorded_at": recorded.recorded_at}
        await ADD_VERSIONS.write(self.db, [row])

    async def of(self, wanted: Collection[tuple[UUID, int]]) -> dict[tuple[UUID, int], Rule]:
        """These versions, by rule and version."""
        columns = {"ids": [rule_id for rule_id, _ in wanted], "versions": [v for _, v in wanted]}
        rows = await self.db.execute(OF, columns)
        return {(row.rule_id, row.version): rule_of(row) for row in rows}

    async def one(self, rule_id: UUID, version: int) -> Rule:
        return (await self.of([(rule_id, version)]))[rule_id, version]

    async def history(self, rule_id: UUID) -> list[RecordedRule]:
        rows = await self.db.execute(HISTORY, {"rule_id": rule_id})
        return [RecordedRule(rule_of(row), row.recorded_at) for row in rows]

    async def latest(self, code: str | None, most: int, passed: int) -> Sequence[RecordedRule]:
        """The last version of each rule, of one municipality or of all."""
        rows = await self.db.execute(LATEST, {"code": code, "most": most, "passed": passed})
        return [RecordedRule(rule_of(row), row.recorded_at) for row in rows]
