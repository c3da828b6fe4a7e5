"""Questions with their handovers, locked for who is going to change them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from chassis.database.bulk import insert_into
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

from routing.assignment.domain.rules import Rule
from routing.case.decision import Case
from routing.case.handover import Handover
from routing.case.lifecycle import State
from routing.case.question import Awaits, Question, Waiting
from routing.case.tables import questions
from routing.timeline.entries import Entry
from routing.worklist.standing import Standing

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

WAITING = text("""
    SELECT question_id FROM questions
    WHERE waiting = ANY(CAST(:reasons AS text[])) AND municipality_code = :municipality_code
      AND question_id > :after
      AND (CAST(:theme AS text) IS NULL OR theme = :theme)
      AND (CAST(:provider_kind AS text) IS NULL OR provider_kind = :provider_kind)
      AND (CAST(:entry AS uuid) IS NULL OR received_by_organisation_id = :entry)
    ORDER BY question_id LIMIT :most
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

    async def waiting_for(
        self, rule: Rule, reasons: Iterable[Waiting], after: UUID, most: int
    ) -> list[Case]:
        """The first waiting questions with an id after this one that the rule fits."""
        found = await self.db.execute(
            WAITING,
            {
                "reasons": list(reasons),
                "municipality_code": rule.municipality_code,
                "after": after,
                "theme": rule.theme,
                "provider_kind": rule.provider_kind,
                "entry": rule.entry_organisation_id,
                "most": most,
            },
        )
        return await self.of([row.question_id for row in found])


def row_of(thing: Question | Handover | Entry | Standing) -> dict[str, Any]:
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def question_of(row: Row[Any]) -> Question:
    read = {
        "theme": Theme,
        "provider_kind": ProviderKind,
        "consent": ConsentGround,
        "waiting": Waiting,
        "awaits": Awaits,
        "kind": QuestionKind,
    }
    return Question(**_read(row, read))


def handover_of(row: Row[Any]) -> Handover:
    read = {
        "mode": HandoverMode,
        "consent": ConsentGround,
        "state": State,
        "receiver_kind": ReceiverKind,
        "introduction": IntroductionMeans,
        "outcome": HandoverOutcome,
        "cold_because": _cold_reasons,
    }
    return Handover(**_read(row, read))


def _cold_reasons(names: list[str]) -> tuple[ColdReason, ...]:
    return tuple(map(ColdReason, names))


def _read(row: Row[Any], read: dict[str, Any]) -> dict[str, Any]:
    values = dict(row._mapping)
    return values | {
        name: make(values[name]) for name, make in read.items() if values[name] is not None
    }
