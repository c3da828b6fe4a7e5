"""Taking out of the vault what is about a provider; what refers to it leads nowhere then."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# Working notes, names of receivers, and what was written about signals and peer matches.
ERASE = text("""
    WITH its_questions AS (
        SELECT question_id FROM questions WHERE provider_id = ANY(CAST(:provider_ids AS uuid[]))
    ), its_things AS (
        SELECT signal_id AS thing_id FROM signal_questions JOIN its_questions USING (question_id)
        UNION
        SELECT match_id FROM peers WHERE provider_id = ANY(CAST(:provider_ids AS uuid[]))
    )
    DELETE FROM vault WHERE ref IN (
        SELECT vault_ref FROM case_notes JOIN its_questions USING (question_id)
        UNION
        SELECT receiver_ref FROM handovers JOIN its_questions USING (question_id)
        UNION
        SELECT words_ref FROM steps JOIN its_things USING (thing_id)
    )
""")

ERASE_NOTES = text("""
    DELETE FROM vault WHERE ref IN (
        SELECT vault_ref FROM case_notes WHERE question_id = ANY(CAST(:question_ids AS uuid[]))
    )
""")


async def erase_notes(question_ids: Collection[UUID], db: AsyncConnection) -> None:
    """What was noted about these questions; who took part in them stays."""
    await db.execute(ERASE_NOTES, {"question_ids": list(question_ids)})


async def erase(provider_ids: Collection[UUID], db: AsyncConnection) -> None:
    await db.execute(ERASE, {"provider_ids": list(provider_ids)})
