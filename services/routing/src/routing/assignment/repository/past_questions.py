"""Questions that were received, for those who wonder how they would go now."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.case.question import Question
from routing.case.repository import question_of

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
