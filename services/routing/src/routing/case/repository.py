"""Questions with their handovers, locked for who is going to change them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.database.bulk import insert_into, row_of
from contracts.vocabulary import (
    ColdReason,
    ConsentGround,
    HandoverMode,
    HandoverOutcome,
    IntroductionMeans,
    ProviderKind,
    QuestionKind,
    ReceiverKind,
    Theme,
)
from sqlalchemy import Row, TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.case.decision import Case
from routing.case.handover import Handover
from routing.case.question import Awaits, Question, Waiting
from routing.case.states import State
from routing.case.steps import Step
from routing.case.tables import questions
from routing.shared.scope import VISIBLE, VISIBLE_QUESTIONS, Scope

ADD = insert_into(questions, "ON CONFLICT DO NOTHING RETURNING question_id")

LOOK = text("SELECT * FROM questions WHERE question_id = ANY(CAST(:ids AS uuid[]))")

# Sorted, so that two that want the same questions wait for each other instead of deadlocking.
LOCK = text("""
    SELECT * FROM questions WHERE question_id = ANY(CAST(:ids AS uuid[]))
    ORDER BY question_id FOR UPDATE
""")

HANDOVERS = text("""
    SELECT * FROM handovers WHERE question_id = ANY(CAST(:ids AS uuid[]))
    ORDER BY question_id, attempt
""")

QUESTIONS_OF = text("""
    SELECT DISTINCT question_id FROM handovers WHERE handover_id = ANY(CAST(:ids AS uuid[]))
""")


@dataclass(frozen=True)
class Cases:
    db: AsyncConnection

    async def add(self, received: Sequence[Question]) -> list[Case]:
        """Those that are new; the questions themselves are locked by it."""
        rows = [row_of(question) for question in received]
        added = await ADD.write(self.db, rows)
        fresh = {row.question_id for row in added}
        return [Case(question) for question in received if question.question_id in fresh]

    async def of(self, question_ids: Iterable[UUID]) -> list[Case]:
        """What is known of these questions, locked."""
        return await self._read(LOCK, question_ids)

    async def look_at(self, question_id: UUID) -> Case | None:
        """For who only reads."""
        return next(iter(await self._read(LOOK, [question_id])), None)

    async def _read(self, query: TextClause, question_ids: Iterable[UUID]) -> list[Case]:
        ids = {"ids": list(question_ids)}
        found = (await self.db.execute(query, ids)).all()
        handovers: dict[UUID, list[Handover]] = {row.question_id: [] for row in found}
        for row in await self.db.execute(HANDOVERS, ids):
            handovers[row.question_id].append(handover_of(row))
        return [Case(question_of(row), tuple(handovers[row.question_id])) for row in found]

    async def of_handovers(self, handover_ids: Iterable[UUID]) -> list[Case]:
        found = await self.db.execute(QUESTIONS_OF, {"ids": list(handover_ids)})
        return await self.of([row.question_id for row in found])


def question_of(row: Row[Any]) -> Question:
    read = {
        "theme": Theme.read,
        "provider_kind": ProviderKind.read,
        "consent": ConsentGround.read,
        "waiting": Waiting,
        "awaits": Awaits,
        "kind": QuestionKind.read,
    }
    return Question(**_read(row, read))


def handover_of(row: Row[Any]) -> Handover:
    read = {
        "mode": HandoverMode.read,
        "consent": ConsentGround.read,
        "state": State,
        "receiver_kind": ReceiverKind.read,
        "introduction": IntroductionMeans.read,
        "outcome": HandoverOutcome.read,
        "cold_because": _cold_reasons,
    }
    return Handover(**_read(row, read))


def _cold_reasons(names: list[str]) -> tuple[ColdReason, ...]:
    return tuple(map(ColdReason.read, names))


def _read(row: Row[Any], read: dict[str, Any]) -> dict[str, Any]:
    values = dict(row._mapping)
    return values | {
        name: make(values[name]) for name, make in read.items() if values[name] is not None
    }


SEEN = text(f"""
    SELECT question_id, municipality_code FROM questions
    WHERE question_id = ANY(CAST(:ids AS uuid[])) AND (
        {VISIBLE_QUESTIONS} OR EXISTS (
            SELECT FROM handovers
            WHERE handovers.question_id = questions.question_id AND {VISIBLE}
        )
    )
""")  # noqa: S608


@dataclass(frozen=True)
class OwnQuestions:
    db: AsyncConnection
    scope: Scope

    async def municipalities(self, ids: Collection[UUID]) -> dict[UUID, str]:
        """Where each question that is in scope was asked."""
        rows = await self.db.execute(SEEN, {**self.scope.parameters, "ids": list(ids)})
        return {row.question_id: row.municipality_code for row in rows}


RECEIVED = text("""
    SELECT * FROM questions WHERE municipality_code = :code AND received_at >= :since
    ORDER BY received_at DESC, question_id LIMIT :most
""")


@dataclass(frozen=True)
class PastQuestions:
    db: AsyncConnection

    async def of(self, code: str, since: datetime, most: int) -> list[Question]:
        """The latest of them, in the order in which they came."""
        asked = {"code": code, "since": since, "most": most}
        rows = (await self.db.execute(RECEIVED, asked)).all()
        return [question_of(row) for row in reversed(rows)]


SINCE = text("""
    SELECT step, by_organisation_id, organisations.name FROM handover_steps
    LEFT JOIN organisations ON organisation_id = by_organisation_id
    WHERE handover_id = :handover_id AND handover_steps.version > :version
    ORDER BY handover_steps.version
""")


@dataclass(frozen=True, slots=True)
class StepSince:
    """A step, and the name of whose it was where an organisation took it."""

    step: Step
    by: str | None


async def steps_since(db: AsyncConnection, handover_id: UUID, version: int) -> list[StepSince]:
    rows = await db.execute(SINCE, {"handover_id": handover_id, "version": version})
    return [StepSince(Step(row.step), row.name) for row in rows]
