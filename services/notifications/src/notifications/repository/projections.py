"""What others announced about organisations and questions, as far as messages need it."""

from collections.abc import Collection
from operator import attrgetter
from uuid import UUID

from chassis.database.bulk import insert_into, replacing, row_of
from contracts.network import OrganisationFact
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.questions import Question
from notifications.tables.known import organisations, questions

LEARN_ORGANISATIONS = insert_into(
    organisations, f"{replacing(organisations)} WHERE organisations.version < excluded.version"
)
NAMES = text("SELECT id, name FROM organisations WHERE id = ANY(CAST(:ids AS uuid[]))")
IS_IN = text("""
    SELECT EXISTS (
        SELECT FROM organisations
        WHERE id = :id AND municipality_codes && CAST(:municipality_codes AS text[])
          AND (CAST(:kind AS text) IS NULL OR kind = :kind)
    )
""")

LEARN_QUESTIONS = insert_into(
    questions,
    """
    ON CONFLICT (id) DO UPDATE
    SET theme = coalesce(excluded.theme, questions.theme),
        details_ref = coalesce(excluded.details_ref, questions.details_ref),
        received_by_organisation_id = coalesce(
            excluded.received_by_organisation_id, questions.received_by_organisation_id
        ),
        party_ids = coalesce(excluded.party_ids, questions.party_ids)
    """,
)
QUESTIONS = text("""
    INSERT INTO questions (id, theme, details_ref, received_by_organisation_id, party_ids)
    SELECT id, theme, details_ref, received_by, party_ids::uuid[]
    FROM unnest(
        CAST(:ids AS uuid[]), CAST(:themes AS text[]), CAST(:details_refs AS text[]),
        CAST(:received_by AS uuid[]), CAST(:party_ids AS text[])
    ) AS learnt (id, theme, details_ref, received_by, party_ids)
    ORDER BY id
    ON CONFLICT (id) DO UPDATE
    SET theme = coalesce(excluded.theme, questions.theme),
        details_ref = coalesce(excluded.details_ref, questions.details_ref),
        received_by_organisation_id = coalesce(
            excluded.received_by_organisation_id, questions.received_by_organisation_id
        ),
        party_ids = coalesce(excluded.party_ids, questions.party_ids)
""")
QUESTIONS = text("""
    SELECT id, theme, details_ref, received_by_organisation_id, party_ids FROM questions
    WHERE id = ANY(CAST(:ids AS uuid[]))
""")


class Organisations:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def learn(self, facts: Collection[OrganisationFact]) -> None:
        rows = [
            {
                "id": fact.organisation_id,
                "name": " ".join(fact.name.split()),  # it goes into texts: no line breaks
                "kind": fact.kind,
                "municipality_codes": fact.municipality_codes,
                "version": fact.version,
            }
            for fact in sorted(facts, key=attrgetter("organisation_id"))
        ]
        await LEARN_ORGANISATIONS.write(self.db, rows)

    async def names(self, ids: Collection[str]) -> dict[str, str]:
        """By id; those that are not known are left out."""
        if not ids:
            return {}
        return {str(row.id): row.name for row in await self.db.execute(NAMES, {"ids": list(ids)})}

    async def is_in(
        self, organisation_id: UUID, municipality_codes: Collection[str], kind: str | None = None
    ) -> bool:
        asked = {"id": organisation_id, "municipality_codes": list(municipality_codes)}
        return bool((await self.db.execute(IS_IN, {**asked, "kind": kind})).scalar_one())


class Questions:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def of(self, ids: Collection[UUID]) -> dict[UUID, Question]:
        """Those that are known."""
        if not ids:
            return {}
        rows = await self.db.execute(QUESTIONS, {"ids": list(ids)})
        return {
            row.id: Question(
                row.id,
                row.theme,
                row.details_ref,
                row.received_by_organisation_id,
                frozenset(row.party_ids or ()),
            )
            for row in rows
        }

    async def learn(self, lessons: Collection[Question]) -> None:
        """One lesson a question. What it does not say stays: others learn too, of other topics."""
        rows = [row_of(lesson) for lesson in sorted(lessons, key=attrgetter("id"))]
        await LEARN_QUESTIONS.write(self.db, rows)
