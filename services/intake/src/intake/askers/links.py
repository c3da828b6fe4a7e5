"""The private links of those who have no account."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from intake.questions.life_cycle import TERMINAL

KEEP = text("""
    INSERT INTO private_links (digest, question_id) VALUES (:digest, :question_id)
    ON CONFLICT (digest) DO NOTHING
""")

# A question that is done took its last step when it was done.
FIND = text("""
    SELECT questions.id FROM private_links
    JOIN questions ON questions.id = private_links.question_id
    WHERE digest = :digest AND (
        state <> ALL(CAST(:terminal AS text[]))
        OR :done_since < (SELECT max(at) FROM question_steps WHERE question_id = questions.id)
    )
""")


class Links:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def keep(self, digest: str, question_id: UUID) -> None:
        await self.db.execute(KEEP, {"digest": digest, "question_id": question_id})

    async def question_of(self, digest: str, done_since: datetime) -> UUID | None:
        """None as well when the question was done before `done_since`."""
        found: UUID | None = (
            await self.db.execute(
                FIND, {"digest": digest, "done_since": done_since, "terminal": sorted(TERMINAL)}
            )
        ).scalar()
        return found
