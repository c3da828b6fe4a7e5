"""Who works together, and what they agreed on."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from chassis.terms import AMSTERDAM
from contracts.vocabulary import HandoverMode, ProviderKind, Theme
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.domain.network import LONG_AGO, Load, Network
from routing.domain.question import Question
from routing.domain.rules import Rule

# The version of each rule that counts on the day: the last one that has begun.
RULES = text("""
    SELECT DISTINCT ON (rule_id) * FROM routing_rule_versions
    WHERE valid_from <= :today AND rule_id IN (
        SELECT rule_id FROM routing_rule_versions
        WHERE municipality_code = ANY(CAST(:codes AS text[]))
    )
    ORDER BY rule_id, version DESC
""")

MUNICIPALITIES = text("""
    SELECT organisation_id, municipality_codes FROM organisations
    WHERE kind = 'municipality' AND municipality_codes && CAST(:codes AS text[])
    ORDER BY organisation_id DESC
""")

LOADS = text("""
    SELECT each.organisation_id,
        (SELECT count(*) FROM handovers AS open
         WHERE open.to_organisation_id = each.organisation_id AND ended_at IS NULL) AS handovers,
        (SELECT max(requested_at) FROM handovers AS any_of_them
         WHERE any_of_them.to_organisation_id = each.organisation_id) AS asked_at
    FROM unnest(CAST(:ids AS uuid[])) AS each (organisation_id)
""")

# Held together by all who found no rule, until they commit; alone by who records one.
LOOKING = text("SELECT pg_advisory_xact_lock_shared(hashtext('routing rules'))")
RECORDING = text("SELECT pg_advisory_xact_lock(hashtext('routing rules'))")


@dataclass(frozen=True)
class Networks:
    db: AsyncConnection

    async def around(self, questions: Collection[Question], now: datetime) -> Network:
        """What decides about these questions.

        Where no rule fits one, it waits for rules that are being recorded and looks again: either
        this sees the rule, or who records it sees the question waiting.
        """
        network = await self._found(questions, now)
        if all(network.rule_for(question) for question in questions):
            return network
        await self.db.execute(LOOKING)
        return await self._found(questions, now)

    async def _found(self, questions: Collection[Question], now: datetime) -> Network:
        codes = {question.municipality_code for question in questions}
        rules = await self._rules(codes, now.astimezone(AMSTERDAM).date())
        municipalities = await self._municipalities(codes - rules.keys())
        return Network(rules, municipalities, await self._loads(rules.values()))

    async def _rules(self, codes: Collection[str], today: date) -> dict[str, list[Rule]]:
        found = await self.db.execute(RULES, {"codes": list(codes), "today": today})
        rules: dict[str, list[Rule]] = defaultdict(list)
        for row in found:
            if row.valid_until is None or row.valid_until >= today:
                rules[row.municipality_code].append(rule_of(row))
        return rules

    async def _municipalities(self, codes: Collection[str]) -> dict[str, UUID]:
        if not codes:
            return {}
        found = await self.db.execute(MUNICIPALITIES, {"codes": list(codes)})
        return {code: row.organisation_id for row in found for code in row.municipality_codes}

    async def _loads(self, rules: Iterable[Sequence[Rule]]) -> dict[UUID, Load]:
        """Of those whom only their work tells apart."""
        groups = (group for some in rules for rule in some for group in rule.receivers)
        ids = {each for group in groups if len(group) > 1 for each in group}
        if not ids:
            return {}
        found = await self.db.execute(LOADS, {"ids": list(ids)})
        return {r.organisation_id: Load(r.handovers, r.asked_at or LONG_AGO) for r in found}


def rule_of(row: Row[Any]) -> Rule:
    values = dict(row._mapping)
    values.pop("recorded_at")
    return Rule(
        **values
        | {
            "theme": row.theme and Theme(row.theme),
            "provider_kind": row.provider_kind and ProviderKind(row.provider_kind),
            "mode": HandoverMode(row.mode),
            "receivers": tuple(tuple(map(UUID, group)) for group in row.receivers),
        }
    )
