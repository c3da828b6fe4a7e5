"""A budget line from which many ask money at once, and a little more than there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

import asyncpg
from contracts.budgets import AllotmentRequested
from contracts.vocabulary import LegalForm
from funding.domain.application import Application
from funding.domain.budget import Balance, BudgetLine
from funding.domain.life_cycle import State
from funding.domain.rules import Programme, Regime, RuleSet, WhenShort
from funding.repository.application_rows import row_of
from funding.repository.budget_lines import Agreed, BudgetLines
from funding.repository.rule_sets import RuleSets
from funding.tables import applications
from sqlalchemy.ext.asyncio import AsyncConnection

from bench.pots import MUNICIPALITY

LARGEST = 1_000_00  # cents that one asks
THERE = 0.99  # of what all ask together
RULES = RuleSet(
    legal_forms=frozenset({LegalForm.ASSOCIATION}),
    minimum_cents=1,
    maximum_cents=LARGEST,
    mandate_up_to_cents=LARGEST,
    when_short=WhenShort.NOTHING,
    one_off=True,
    regime=Regime.SUBSIDY,
)
ALWAYS = Programme("bench", date(2000, 1, 1), date(2199, 12, 31))

# From the first transaction to the last.
RATE = """
    SELECT count(*) FILTER (WHERE at > first) / extract(epoch FROM max(at) - min(first))
    FROM ledger, (SELECT min(at) AS first FROM ledger WHERE budget_line_id = $1) AS began
    WHERE budget_line_id = $1
"""
BOOKS = """
    SELECT reserved_cents + committed_cents + paid_cents AS used,
           (SELECT sum(cents) FROM ledger WHERE budget_line_id = $1) AS moved,
           (SELECT count(*) FROM ledger WHERE budget_line_id = $1) AS awarded
    FROM budget_lines WHERE id = $1
"""


class WrongMoney(Exception):
    """A line's books are not right to the cent."""


@dataclass(frozen=True)
class HotLine:
    line: BudgetLine
    waiting: Sequence[Application]

    @classmethod
    def wanted_by(cls, number: int, random: Random) -> "HotLine":
        line_id = uuid4()
        waiting = [_submitted(line_id, random.randint(100, LARGEST)) for _ in range(number)]
        ceiling = int(sum(one.requested_cents for one in waiting) * THERE)
        line = BudgetLine(line_id, MUNICIPALITY, ceiling, Balance(), 0, nearly_reached=False)
        return cls(line, waiting)

    async def keep(self, db: AsyncConnection) -> None:
        """As it is when every application is in line."""
        now = datetime.now(UTC)
        await BudgetLines(db).add_empty(self.line, ALWAYS)
        await RuleSets(db).publish((self.line.id, 1), RULES, now)
        await BudgetLines(db).agree(Agreed(self.line, ALWAYS, 1))
        rows = [{**row_of(one), "made_at": now} for one in self.waiting]
        await db.execute(applications.insert(), rows)

    def requests(self) -> list[AllotmentRequested]:
        return [
            AllotmentRequested(
                municipality_code=MUNICIPALITY,
                version=1,
                occurred_at=one.state_since,
                application_id=one.id,
                budget_line_id=self.line.id,
                requested_cents=one.requested_cents,
            )
            for one in self.waiting
        ]

    def in_order(self) -> tuple[int, int]:
        """Cents and number of awards when who comes first goes first."""
        left, awarded = self.line.ceiling_cents, 0
        for one in self.waiting:
            if one.requested_cents <= left:
                left, awarded = left - one.requested_cents, awarded + 1
        return self.line.ceiling_cents - left, awarded

    async def check(self, db: asyncpg.Connection, in_order: tuple[int, int] | None) -> None:
        """Cents used and awards; None: whoever came first, as long as every cent is there."""
        used, moved, awarded = await db.fetchrow(BOOKS, self.line.id)
        exact = used == moved <= self.line.ceiling_cents
        if not exact or (in_order and in_order != (used, awarded)):
            raise WrongMoney(f"{used} of {self.line.ceiling_cents} used, {moved} moved")


def _submitted(line_id: UUID, cents: int) -> Application:
    now = datetime.now(UTC)
    return Application(
        id=uuid4(),
        municipality_code=MUNICIPALITY,
        budget_line_id=line_id,
        applicant_organisation_id=uuid4(),
        provider_id=None,
        question_id=None,
        purpose="grow_membership",
        legal_form=LegalForm.ASSOCIATION,
        requested_cents=cents,
        expected_result=None,
        rule_set_version=1,
        state_since=now,
        state=State.SUBMITTED,
        version=1,
        within_mandate=True,
        submitted_at=now,
        decide_by=now + timedelta(days=28),
    )


async def rate(db: asyncpg.Connection, hot: HotLine) -> float:
    return float(await db.fetchval(RATE, hot.line.id))
