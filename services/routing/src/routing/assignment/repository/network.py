"""Who works together, and what they agreed on."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from chassis.clocks.terms import AMSTERDAM
from contracts.vocabulary import HandoverMode, ProviderKind, Theme
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.assignment.domain.candidate_order import compared, involved_organisations
from routing.assignment.domain.choice import all_find_somebody
from routing.assignment.domain.network import LONG_AGO, Load, Network
from routing.assignment.domain.rules import Rule
from routing.assignment.repository.commitments import Commitments
from routing.assignment.repository.offices import Offices
from routing.assignment.repository.partners import Partners
from routing.case.decision import Case
from routing.case.question import Question

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

    async def around(self, cases: Collection[Case], now: datetime) -> Network:
        """What decides about these questions.

        Where nobody is found for one, it waits for what is being recorded and looks again: either
        this sees the rule or the room, or who records it sees the question waiting.
        """
        network = await self._found(cases, now)
        if all_find_somebody(cases, network, now):
            return network
        await self.db.execute(LOOKING)
        return await self._found(cases, now)

    async def _found(self, cases: Collection[Case], now: datetime) -> Network:
        codes = {case.question.municipality_code for case in cases}
        rules = await self._rules(codes, now.astimezone(AMSTERDAM).date())
        return await self.by(rules, [case.question for case in cases], now)

    async def by(
        self, rules: Mapping[str, Collection[Rule]], questions: Collection[Question], now: datetime
    ) -> Network:
        """The network around these questions, as if these were the rules."""
        today = now.astimezone(AMSTERDAM).date()
        codes = {question.municipality_code for question in questions}
        commitments = Commitments(self.db)
        ways_in = {rule.via_organisation_id for some in rules.values() for rule in some}
        offices = await Offices(self.db).around(questions, ways_in)
        network = Network(
            rules=rules,
            municipalities=await self._municipalities(codes),
            day=today,
            commitments=await commitments.about(questions, today),
            advisers=await commitments.advisers(questions, today),
            offices=offices.active,
            other_offices=offices.others,
        )
        providers = {question.provider_id for question in questions}
        named = involved_organisations(questions, network)
        network.partners = await Partners(self.db).of(named, providers, today)
        network.loads = await self._loads(compared(questions, network))
        return network

    async def rules_of(self, code: str, now: datetime) -> list[Rule]:
        """Those that hold in a municipality on the day."""
        return (await self._rules([code], now.astimezone(AMSTERDAM).date())).get(code, [])

    async def _rules(self, codes: Collection[str], today: date) -> dict[str, list[Rule]]:
        found = await self.db.execute(RULES, {"codes": list(codes), "today": today})
        rules: dict[str, list[Rule]] = defaultdict(list)
        for row in found:
            if row.valid_until is None or row.valid_until >= today:
                rules[row.municipality_code].append(rule_of(row))
        return rules

    async def _municipalities(self, codes: Collection[str]) -> dict[str, UUID]:
        found = await self.db.execute(MUNICIPALITIES, {"codes": list(codes)})
        return {code: row.organisation_id for row in found for code in row.municipality_codes}

    async def _loads(self, ids: Collection[UUID]) -> dict[UUID, Load]:
        if not ids:
            return {}
        found = await self.db.execute(LOADS, {"ids": list(ids)})
        return {r.organisation_id: Load(r.handovers, r.asked_at or LONG_AGO) for r in found}


async def municipality_of(code: str, db: AsyncConnection) -> UUID | None:
    """The organisation that is the municipality itself."""
    found = await db.execute(MUNICIPALITIES, {"codes": [code]})
    return next((row.organisation_id for row in reversed(found.all())), None)


def rule_of(row: Row[Any]) -> Rule:
    values = dict(row._mapping)
    values.pop("recorded_at")
    return Rule(
        **values
        | {
            "theme": row.theme and Theme.read(row.theme),
            "provider_kind": row.provider_kind and ProviderKind.read(row.provider_kind),
            "mode": HandoverMode.read(row.mode),
            "receivers": tuple(tuple(map(UUID, group)) for group in row.receivers),
        }
    )
