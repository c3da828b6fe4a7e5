"""Questions as they are now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

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

from intake.questions.columns import CHANGING, COLUMNS, TYPES, rows_given, values_of
from intake.questions.life_cycle import State
from intake.questions.question import Question
from intake.shared.scope import SEEN, Scope

# Everything that is put together here is a name of a column, from the table above.
ADD = text(
    f"INSERT INTO questions ({COLUMNS}) SELECT {COLUMNS} FROM {rows_given(TYPES)} "  # noqa: S608
    "ORDER BY id ON CONFLICT (id) DO NOTHING RETURNING id"
)
KEEP = text(
    f"UPDATE questions SET {', '.join(f'{c} = given.{c}' for c in CHANGING)} "  # noqa: S608
    f"FROM {rows_given(('id', *CHANGING))} WHERE questions.id = given.id"
)
LOCK = text(
    f"SELECT {COLUMNS} FROM questions WHERE id = ANY(CAST(:ids AS uuid[])) "  # noqa: S608
    "ORDER BY id FOR UPDATE"
)
ONE = text(f"SELECT {COLUMNS} FROM questions WHERE id = :id AND {SEEN}")  # noqa: S608
WITH_DETAILS = text(
    f"SELECT {COLUMNS} FROM questions WHERE details_ref = :details_ref"  # noqa: S608
)
LINKED = text(f"""
    SELECT id FROM questions WHERE into_question_id = :id AND {SEEN} ORDER BY received_at, id
""")  # noqa: S608
PAGE = text(f"""
    SELECT {COLUMNS} FROM questions
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
class Wanted:
    """A page of a list, newest first, with what comes after a question that was seen already."""

    state: State | None
    theme: Theme | None
    before: UUID | None
    limit: int


class Questions:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def add(self, questions: Sequence[Question]) -> set[UUID]:
        """The ids of those that were not there yet."""
        rows = await self.db.execute(ADD, values_of(questions, TYPES))
        return {row.id for row in rows}

    async def keep(self, questions: Sequence[Question]) -> None:
        if questions:
            await self.db.execute(KEEP, values_of(questions, ("id", *CHANGING)))

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

    async def page(self, wanted: Wanted, scope: Scope) -> list[Question]:
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
