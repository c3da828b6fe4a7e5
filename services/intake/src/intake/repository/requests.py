"""Requests that may come again under the same key."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from intake.domain.question import Question
from intake.repository.questions import Questions

REMEMBER = text("UPDATE questions SET request_digest = :digest WHERE id = :id")
SAME = text("SELECT id FROM questions WHERE id = :id AND request_digest = :digest")


class Requests:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def remember(self, question_id: UUID, digest: str) -> None:
        await self.db.execute(REMEMBER, {"id": question_id, "digest": digest})

    async def repeated(self, question_id: UUID, digest: str) -> Question | None:
        """What it became, when it was the same request."""
        same = await self.db.execute(SAME, {"id": question_id, "digest": digest})
        found = [row.id for row in same]
        return (await Questions(self.db).locked(found)).get(question_id)
