"""What others announced about organisations and questions, as far as messages need it."""

from collections.abc import Collection
from uuid import UUID

from contracts.network import OrganisationFact
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.questions import Question
from notifications.repository.arrays import array

LEARN_ORGANISATIONS = text("""
    INSERT INTO organisations (id, name, kind, municipality_codes, version)
    SELECT id, name, kind, codes::text[], version
    FROM unnest(
        CAST(:ids AS uuid[]), CAST(:names AS text[]), CAST(:kinds AS text[]),
        CAST(:codes AS text[]), CAST(:versions AS int[])
    ) AS learnt (id, name, kind, codes, version)
    ORDER BY id
    ON CONFLICT (id) DO UPDATE
    SET name = excluded.name, kind = excluded.kind,
        municipality_codes = excluded.municipality_codes, version = excluded.version
    WHERE organisations.version < excluded.version
""")
NAMES = text("SELECT id, name FROM organisations WHERE id = ANY(CAST(:ids AS uuid[]))")
IS_IN = text("""
    SELECT EXISTS (
        SELECT FROM organisations
        WHERE id = :id AND municipality_codes && CAST(:municipality_codes AS text[])
          AND (CAST(:kind AS text) IS NULL OR kind = :kind)
    )
""")

LEARN_QUESTIONS = text("""
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
        if facts:
            await self.db.execute(
                LEARN_ORGANISATIONS,
                {
                    "ids": [fact.organisation_id for fact in facts],
                    # a name goes into texts: no line breaks
                    "names": [" ".join(fact.name.split()) for fact in facts],
                    "kinds": [fact.kind for fact in facts],
                    "codes": [array(fact.municipality_codes) for fact in facts],
                    "versions": [fact.version for fact in facts],
                },
            )

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
        if lessons:
            await self.db.execute(
                LEARN_QUESTIONS,
                {
                    "ids": [one.id for one in lessons],
                    "themes": [one.theme for one in lessons],
                    "details_refs": [one.details_ref for one in lessons],
                    "received_by": [one.received_by_organisation_id for one in lessons],
                    "party_ids": [
                        None if one.party_ids is None else array(one.party_ids) for one in lessons
                    ],
                },
            )
