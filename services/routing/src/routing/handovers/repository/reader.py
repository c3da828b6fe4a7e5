"""What people look at: handovers with their steps, and questions that wait."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.http.problems import NotFound
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.case.handover import Handover
from routing.case.question import LAST_LEVEL, Question
from routing.case.repository import handover_of, question_of
from routing.shared.pagination import Page
from routing.shared.scope import VISIBLE, VISIBLE_QUESTIONS, Scope

ONE = text(f"SELECT * FROM handovers WHERE handover_id = :handover_id AND {VISIBLE}")  # noqa: S608

OF_QUESTION = text(f"""
    SELECT * FROM handovers WHERE question_id = :question_id AND {VISIBLE} ORDER BY attempt
""")  # noqa: S608

MANY = text(f"""
    SELECT * FROM handovers
    WHERE {VISIBLE}
      AND (CAST(:state AS text) IS NULL OR state = :state)
      AND (CAST(:code AS text) IS NULL OR municipality_code = :code)
    ORDER BY requested_at DESC, handover_id
    LIMIT :most OFFSET :passed
""")  # noqa: S608

QUESTIONS = text("SELECT * FROM questions WHERE question_id = ANY(CAST(:ids AS uuid[]))")

QUESTION = text(f"""
    SELECT * FROM questions WHERE question_id = :question_id AND {VISIBLE_QUESTIONS}
""")  # noqa: S608

UNROUTED = text(f"""
    SELECT * FROM questions
    WHERE waiting IS NOT NULL AND {VISIBLE_QUESTIONS}
      AND (CAST(:code AS text) IS NULL OR municipality_code = :code)
    ORDER BY municipality_code, question_id
    LIMIT :most OFFSET :passed
""")  # noqa: S608

UNATTENDED = text("""
    SELECT * FROM questions
    WHERE waiting IS NOT NULL AND escalations >= :last_level
      AND (CAST(:codes AS text[]) IS NULL OR municipality_code = ANY(CAST(:codes AS text[])))
      AND (CAST(:code AS text) IS NULL OR municipality_code = :code)
    ORDER BY overdue_since, question_id
    LIMIT :most OFFSET :passed
""")

STEPS = text("""
    SELECT * FROM handover_steps WHERE handover_id = ANY(CAST(:ids AS uuid[]))
    ORDER BY handover_id, version
""")

ESCALATIONS = text("""
    SELECT * FROM escalations WHERE question_id = :question_id ORDER BY at, escalation_id
""")


@dataclass(frozen=True, slots=True)
class RecordedStep:
    """A step as it was kept."""

    handover_id: UUID
    version: int
    step: str
    from_state: str | None
    to_state: str
    by_party: str
    by_organisation_id: UUID | None
    reason: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Escalation:
    escalation_id: UUID
    question_id: UUID
    handover_id: UUID | None
    municipality_code: str
    to_organisation_id: UUID
    level: int
    reason: str
    at: datetime


@dataclass(frozen=True)
class HandoverReader:
    """What somebody sees of it all."""

    db: AsyncConnection
    scope: Scope

    async def handover(self, handover_id: UUID) -> Handover | None:
        found = await self._rows(ONE, handover_id=handover_id)
        return handover_of(found[0]) if found else None

    async def handovers_of(self, question_id: UUID) -> list[Handover]:
        return [handover_of(r) for r in await self._rows(OF_QUESTION, question_id=question_id)]

    async def handovers(self, state: str | None, page: Page) -> list[Handover]:
        """The latest first."""
        rows = await self._rows(MANY, state=state, **page.parameters)
        return [handover_of(row) for row in rows]

    async def question(self, question_id: UUID) -> Question | None:
        found = await self._rows(QUESTION, question_id=question_id)
        return question_of(found[0]) if found else None

    async def unrouted(self, page: Page) -> list[Question]:
        return [question_of(row) for row in await self._rows(UNROUTED, **page.parameters)]

    async def unattended(self, codes: Collection[str] | None, page: Page) -> list[Question]:
        """Those about which nobody decided, however often they were told; None: everywhere."""
        asked = {"codes": None if codes is None else sorted(codes), "last_level": LAST_LEVEL}
        rows = await self.db.execute(UNATTENDED, {**page.parameters, **asked})
        return [question_of(row) for row in rows]

    async def questions(self, ids: Collection[UUID]) -> dict[UUID, Question]:
        """Of handovers that were seen."""
        rows = await self.db.execute(QUESTIONS, {"ids": list(ids)})
        return {row.question_id: question_of(row) for row in rows}

    async def steps(self, ids: Collection[UUID]) -> dict[UUID, list[RecordedStep]]:
        """Of handovers that were seen."""
        steps: dict[UUID, list[RecordedStep]] = defaultdict(list)
        for row in await self.db.execute(STEPS, {"ids": list(ids)}):
            steps[row.handover_id].append(RecordedStep(**row._mapping))
        return steps

    async def escalations(self, question_id: UUID) -> list[Escalation]:
        rows = await self.db.execute(ESCALATIONS, {"question_id": question_id})
        return [Escalation(**row._mapping) for row in rows]

    async def _rows(self, query: Any, **parameters: object) -> Any:
        return (await self.db.execute(query, {**self.scope.parameters, **parameters})).all()


async def visible_handover(handover_id: UUID, reader: HandoverReader) -> Handover:
    found = await reader.handover(handover_id)
    if found is None:
        raise NotFound("no-such-handover", "Deze overdracht is er niet.")
    return found
