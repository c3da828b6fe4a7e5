"""Questions that wait for lack of a responder, and who looks at them at this moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.assignment.domain.rules import Rule
from routing.case.question import Waiting

# Whoever finds nobody for a question holds the same key together with others until they commit.
WAIT_FOR_OTHERS = text("SELECT pg_advisory_lock(hashtext('routing rules'))")
GO_ON = text("SELECT pg_advisory_unlock(hashtext('routing rules'))")

WAITING_ON = text("""
    SELECT question_id FROM questions
    WHERE waiting = 'no_responder' AND question_id > :after AND EXISTS (
        SELECT FROM considerations
        WHERE considerations.question_id = questions.question_id
            AND weighed @> jsonb_build_array(
                jsonb_build_object('organisation_id', CAST(:organisation_id AS text))
            )
    )
    ORDER BY question_id LIMIT :most
""")

WAITING_IN = text("""
    SELECT question_id FROM questions
    WHERE waiting IN ('no_rule', 'no_responder') AND municipality_code = :code
        AND question_id > :after
    ORDER BY question_id LIMIT :most
""")


WAITING_FOR_RULE = text("""
    SELECT question_id FROM questions
    WHERE waiting = ANY(CAST(:reasons AS text[])) AND municipality_code = :municipality_code
      AND question_id > :after
      AND (CAST(:theme AS text) IS NULL OR theme = :theme)
      AND (CAST(:provider_kind AS text) IS NULL OR provider_kind = :provider_kind)
      AND (CAST(:entry AS uuid) IS NULL OR received_by_organisation_id = :entry)
    ORDER BY question_id LIMIT :most
""")


@dataclass(frozen=True)
class WaitingQuestions:
    db: AsyncConnection

    async def let_others_finish(self) -> None:
        """Those who looked before now and found nobody: their questions are seen after this."""
        await self.db.execute(WAIT_FOR_OTHERS)
        await self.db.execute(GO_ON)

    async def waiting_on(self, organisation_id: UUID, after: UUID, most: int) -> Sequence[UUID]:
        """The first questions with an id after this one for which it was considered."""
        asked = {"organisation_id": str(organisation_id), "after": after, "most": most}
        return (await self.db.execute(WAITING_ON, asked)).scalars().all()

    async def waiting_in(self, code: str, after: UUID, most: int) -> Sequence[UUID]:
        """The first questions with an id after this one that wait in a municipality."""
        asked = {"code": code, "after": after, "most": most}
        return (await self.db.execute(WAITING_IN, asked)).scalars().all()

    async def waiting_for(
        self, rule: Rule, reasons: Iterable[Waiting], after: UUID, most: int
    ) -> Sequence[UUID]:
        """The first waiting questions with an id after this one that the rule fits."""
        found = await self.db.execute(
            WAITING_FOR_RULE,
            {
                "reasons": list(reasons),
                "municipality_code": rule.municipality_code,
                "after": after,
                "theme": rule.theme,
                "provider_kind": rule.provider_kind,
                "entry": rule.entry_organisation_id,
                "most": most,
            },
        )
        return found.scalars().all()
