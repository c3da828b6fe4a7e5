"""The questions that somebody sees, by whatever they have to do with them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.shared.scope import VISIBLE, VISIBLE_QUESTIONS, Sight

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
    sight: Sight

    async def municipalities(self, ids: Collection[UUID]) -> dict[UUID, str]:
        """Where each question that is in sight was asked."""
        rows = await self.db.execute(SEEN, {**self.sight.parameters, "ids": list(ids)})
        return {row.question_id: row.municipality_code for row in rows}
