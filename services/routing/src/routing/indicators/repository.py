"""What happened in a municipality, for its figures."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.clocks.calendar import Quarter
from contracts.vocabulary import ColdReason
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.case.steps import Step
from routing.indicators.domain import Completed, HandoverAnswer, PeriodEvents, QuestionAsked, Took

ASKED = text("""
    SELECT received_at AS at, provider_id, EXISTS (
        SELECT FROM organisations
        WHERE organisation_id IN (received_by_organisation_id, introduced_by_organisation_id)
          AND organisations.kind IN ('platform', 'sports_council')
    ) AS via_platform
    FROM questions
    WHERE municipality_code = :code AND received_at >= :first AND received_at < :until
""")

ANSWERED = text("""
    SELECT steps.at, steps.step, steps.reason, provider_id, to_organisation_id, requested_at,
        contact_at, cold_because, contact_confirmed, accepted.at AS accepted_at
    FROM handovers
    JOIN questions USING (question_id)
    JOIN handover_steps AS steps USING (handover_id)
    LEFT JOIN handover_steps AS accepted
        ON accepted.handover_id = handovers.handover_id AND accepted.step = 'accept'
    WHERE handovers.municipality_code = :code AND steps.at >= :first AND steps.at < :until
      AND steps.step IN ('request', 'accept', 'decline', 'expire', 'make_contact', 'complete')
""")

KNOWN = text("SELECT count(*) FROM providers WHERE municipality_code = :code")

OPEN = text("""
    SELECT provider_id, due_at < :now AS overdue
    FROM worklist JOIN questions USING (question_id)
    WHERE worklist.municipality_code = :code
""")


@dataclass
class Gathered:
    """What happened in a quarter, while it is read."""

    asked: list[QuestionAsked] = field(default_factory=list)
    completed: list[Completed] = field(default_factory=list)
    accepted: list[Took] = field(default_factory=list)
    contacted: list[Took] = field(default_factory=list)
    answers: list[HandoverAnswer] = field(default_factory=list)

    def add_step(self, row: Any) -> None:
        match row.step:
            case Step.COMPLETE:
                reasons = tuple(map(ColdReason.read, row.cold_because))
                confirmed = bool(row.contact_confirmed)
                self.completed.append(Completed(row.provider_id, reasons, confirmed))
            case Step.MAKE_CONTACT:
                self.contacted.append(Took(row.provider_id, row.accepted_at, row.at))
            case _:
                self.answers.append(
                    HandoverAnswer(row.provider_id, row.to_organisation_id, row.step, row.reason)
                )
        if row.step == Step.ACCEPT:
            self.accepted.append(Took(row.provider_id, row.requested_at, row.at))

    @property
    def happened(self) -> PeriodEvents:
        return PeriodEvents(self.asked, self.completed, self.accepted, self.contacted, self.answers)


@dataclass(frozen=True)
class Indicators:
    db: AsyncConnection
    code: str

    async def by_quarter(self, first: datetime, until: datetime) -> dict[Quarter, PeriodEvents]:
        quarters: dict[Quarter, Gathered] = defaultdict(Gathered)
        period = {"code": self.code, "first": first, "until": until}
        for row in await self.db.execute(ASKED, period):
            asked = QuestionAsked(row.provider_id, row.via_platform)
            quarters[Quarter.at(row.at)].asked.append(asked)
        for row in await self.db.execute(ANSWERED, period):
            quarters[Quarter.at(row.at)].add_step(row)
        return {quarter: gathered.happened for quarter, gathered in quarters.items()}

    async def known_providers(self) -> int:
        known: int = (await self.db.execute(KNOWN, {"code": self.code})).scalar_one()
        return known

    async def open_cases(self, now: datetime) -> dict[bool, list[UUID]]:
        """The provider of each, of those that are overdue and of those that are not."""
        providers: dict[bool, list[UUID]] = {True: [], False: []}
        for row in await self.db.execute(OPEN, {"code": self.code, "now": now}):
            providers[row.overdue].append(row.provider_id)
        return providers
