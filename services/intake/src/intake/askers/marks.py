"""What askers are recognised by."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from contracts.vocabulary import ProviderKind, QuestionKind
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from intake.askers.duplicates import Arrival, Same
from intake.questions.life_cycle import TERMINAL

# Two who ask the same at once take turns, in the order of the locks; few enough for one server.
TAKE_TURNS = text("""
    SELECT pg_advisory_xact_lock(hashtext('askers'), turn)
    FROM (
        SELECT DISTINCT hashtext(mark) & 4095 AS turn FROM unnest(CAST(:marks AS text[])) AS mark
        ORDER BY turn
    ) AS turns
""")

ADD = text("""
    INSERT INTO asker_marks (mark, question_id)
    SELECT * FROM unnest(CAST(:marks AS text[]), CAST(:question_ids AS uuid[]))
    ON CONFLICT DO NOTHING
""")

OPEN_BEFORE = text("""
    SELECT mark, municipality_code, theme, id FROM (
        SELECT provider_id::text AS mark, questions.* FROM questions
        WHERE provider_id = ANY(CAST(:provider_ids AS uuid[]))
        UNION ALL
        SELECT mark, questions.* FROM asker_marks JOIN questions ON id = question_id
        WHERE mark = ANY(CAST(:marks AS text[]))
    ) AS asked
    WHERE received_at > :since AND kind = :kind AND state <> ALL(CAST(:terminal AS text[]))
    ORDER BY received_at DESC, id DESC
""")


PROVIDER = text("""
    SELECT provider_id FROM asker_marks JOIN questions ON id = question_id
    WHERE mark = ANY(CAST(:marks AS text[])) AND provider_kind = :provider_kind AND kind = :kind
    ORDER BY received_at, id LIMIT 1
""")


FORGET = text("DELETE FROM asker_marks WHERE question_id = ANY(CAST(:question_ids AS uuid[]))")


class AskerMarks:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def open_before(self, arrivals: Sequence[Arrival], since: datetime) -> dict[Same, UUID]:
        """The oldest open question of each; whoever asks the same now waits for this work."""
        providers = [arrival.question.provider_id for arrival in arrivals]
        marks = [mark for arrival in arrivals for mark in arrival.marks]
        await self.db.execute(TAKE_TURNS, {"marks": [*map(str, providers), *marks]})
        rows = await self.db.execute(
            OPEN_BEFORE,
            {
                "provider_ids": providers,
                "marks": marks,
                "since": since,
                "kind": QuestionKind.QUESTION,
                "terminal": sorted(TERMINAL),
            },
        )
        return {(row.mark, row.municipality_code, row.theme): row.id for row in rows}

    async def provider_of(self, marks: Sequence[str], kind: ProviderKind) -> UUID | None:
        """Whom they asked for the first time, if ever."""
        about = {"marks": marks, "provider_kind": kind, "kind": QuestionKind.QUESTION}
        found: UUID | None = (await self.db.execute(PROVIDER, about)).scalar()
        return found

    async def add(self, arrivals: Sequence[Arrival]) -> None:
        pairs = [(mark, arrival.question.id) for arrival in arrivals for mark in arrival.marks]
        if pairs:
            marks, question_ids = zip(*pairs, strict=True)
            await self.db.execute(ADD, {"marks": marks, "question_ids": question_ids})

    async def forget(self, question_ids: Sequence[UUID]) -> None:
        """Nobody recognises who asked these any more."""
        await self.db.execute(FORGET, {"question_ids": list(question_ids)})
