"""Taking out what is of persons; what refers to it stays, and leads nowhere."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from intake.shared.scope import Scope

HOLD = text("""
    SELECT municipality_code FROM providers
    WHERE id = :id AND (municipality_code = ANY(CAST(:municipalities AS text[])) OR :everywhere)
    FOR UPDATE
""")

# What organisations call the provider and its details goes too: that may say who it is.
STEPS = (
    text("""
        UPDATE vault SET content = NULL, partner_ref = NULL
        WHERE ref IN (SELECT details_ref FROM questions WHERE provider_id = :id)
           OR ref = (SELECT details_ref FROM providers WHERE id = :id)
    """),
    text("""
        DELETE FROM asker_marks
        WHERE question_id IN (SELECT id FROM questions WHERE provider_id = :id)
    """),
    text("""
        DELETE FROM private_links
        WHERE question_id IN (SELECT id FROM questions WHERE provider_id = :id)
    """),
    text("DELETE FROM provider_references WHERE provider_id = :id"),
)


class Erasure:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def hold(self, provider_id: UUID, scope: Scope) -> str | None:
        """The municipality of the provider, if it is there to be seen."""
        found: str | None = (
            await self.db.execute(HOLD, {"id": provider_id, **scope.parameters()})
        ).scalar()
        return found

    async def apply(self, provider_id: UUID) -> None:
        for step in STEPS:
            await self.db.execute(step, {"id": provider_id})
