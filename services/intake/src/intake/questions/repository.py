"""Questions as they are now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from chassis.database.bulk import insert_into, row_of, update_of
from contracts.vocabulary import (
    Channel,
    ConsentGround,
    ProviderKind,
    QuestionKind,
    QuestionOutcome,
    Theme,
)
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from intake.questions.life_cycle import State
from intake.questions.question import Question
from intake.questions.tables import questions
from intake.shared.scope import SEEN, Scope

CHANGING = (
    "theme",
    "subtheme",
    "consent",
    "due_at",
    "state",
    "version",
    "handover_id",
    "asked_organisation_id",
    "owner_organisation_id",
    "contact_handover_id",
    "outcome",
    "into_question_id",
)
ADD = insert_into(questions, "ON CONFLICT (id) DO NOTHING RETURNING id")
UPDATE = update_of(questions, CHANGING)
LOCK = text("""
    SELECT * FROM questions WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR UPDATE
""")
ONE = text(f"SELECT * FROM questions WHERE id = :id AND {SEEN}")  # noqa: S608
WITH_DETAILS = text("SELECT * FROM questions WHERE details_ref = :details_ref")
LINKED = text(f"""
    SELECT id FROM questions WHERE into_question_id = :id AND {SEEN} ORDER BY received_at, id
""")  # noqa: S608
PAGE = text(f"""
    SELECT * FROM questions
    WHERE {SEEN}
      AND (CAST(:state AS text) IS NULL OR state = :state)
      AND (CAST(:theme AS text) IS NULL OR theme = :theme)
      AND (CAST(:before AS uuid) IS NULL OR (received_at, id) < (
          SELECT received_at, id FROM questions WHERE id = :before
      ))
    ORDER BY received_at DESC, id DESC
    LIMIT :limit
""")  # noqa: S608


@dataclass(frozen=True, slots=True)
class Filter:
    """A page of a list, newest first, with what comes after a question that was seen already."""

    state: State | None
    theme: Theme | None
    before: UUID | None
    limit: int


class Questions:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def add(self, received: Sequence[Question]) -> set[UUID]:
        """The ids of those that were not there yet."""
        in_order = sorted(received, key=lambda question: question.id)
        return {row.id for row in await ADD.write(self.db, [row_of(each) for each in in_order])}

    async def save(self, changed: Sequence[Question]) -> None:
        await UPDATE.write(self.db, [row_of(question) for question in changed])

    async def locked(self, ids: Iterable[UUID]) -> Mapping[UUID, Question]:
        """Those that exist, for changing."""
        rows = await self.db.execute(LOCK, {"ids": list(ids)})
        return {row.id: _question(row) for row in rows}

    async def one(self, question_id: UUID, scope: Scope) -> Question | None:
        rows = await self.db.execute(ONE, {"id": question_id, **scope.parameters()})
        return next(map(_question, rows), None)

    async def with_details(self, details_ref: str) -> list[Question]:
        """Those that these details are of: a partner may put them for several questions."""
        rows = await self.db.execute(WITH_DETAILS, {"details_ref": details_ref})
        return [_question(row) for row in rows]

    async def linked(self, question_id: UUID, scope: Scope) -> list[UUID]:
        """Its duplicates, as far as they are seen."""
        rows = await self.db.execute(LINKED, {"id": question_id, **scope.parameters()})
        return [row.id for row in rows]

    async def page(self, wanted: Filter, scope: Scope) -> list[Question]:
        named = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
        rows = await self.db.execute(PAGE, {**named, **scope.parameters()})
        return [_question(row) for row in rows]


def _question(row: Row[Any]) -> Question:
    named = dict(row._mapping)
    return Question(
        **{
            **named,
            "theme": Theme.read(row.theme),
            "provider_kind": ProviderKind.read(row.provider_kind),
            "channel": Channel.read(row.channel),
            "consent": ConsentGround.read(row.consent),
            "state": State(row.state),
            "kind": QuestionKind.read(row.kind),
            "outcome": row.outcome and QuestionOutcome.read(row.outcome),
        }
    )
