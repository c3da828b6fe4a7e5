"""The questions and offers with which providers may help each other."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from contracts.vocabulary import ProviderKind, Theme
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.exchange.peers.domain import Pair, Subject, SubjectKind

RECENT: Final = timedelta(days=180)
"""In which a question was asked, or an offer made."""
MOST: Final = 300
"""Of each kind, the latest."""

NEAR = text("""
    SELECT CAST(:code AS text) AS municipality_code
    UNION
    SELECT other.municipality_code FROM context_profiles AS own
    JOIN context_profiles AS other USING (region)
    WHERE own.municipality_code = :code
""")

# Open, or answered: what was withdrawn or asked twice helps nobody.
LIVE = """
    questions.kind = 'question' AND questions.received_at > :since
    AND (NOT questions.ended OR (
        EXISTS (SELECT FROM case_entries AS entry WHERE entry.question_id = questions.question_id
                AND entry.what = 'question_answered')
        AND NOT EXISTS (SELECT FROM case_entries AS entry
                        WHERE entry.question_id = questions.question_id AND entry.what IN
                        ('question_withdrawn', 'question_merged', 'question_diverted'))
    ))
"""

QUESTIONS = f"""
    SELECT question_id AS subject_id, 'question' AS kind, theme, municipality_code, region,
           provider_id, provider_kind, received_at AS since, details_ref,
           array_remove(
               array_append(ARRAY(
                   SELECT to_organisation_id FROM handovers
                   WHERE handovers.question_id = questions.question_id
                     AND receiver_ref IS NOT NULL AND state <> 'returned'
               ), received_by_organisation_id), NULL
           ) AS represented_by,
           wanted_m2 - coalesce(now_m2, 0) AS needed_m2, CAST(NULL AS int) AS available_m2
    FROM questions
    LEFT JOIN context_profiles USING (municipality_code)
    LEFT JOIN space_requests USING (question_id)
    WHERE {LIVE}
"""  # noqa: S608

OFFERS = """
    SELECT offer_id AS subject_id, 'space_offer' AS kind, 'space' AS theme, municipality_code,
           region, provider_id, provider_kind, offered_at AS since,
           CAST(NULL AS text) AS details_ref,
           ARRAY[by_organisation_id] AS represented_by,
           CAST(NULL AS int) AS needed_m2, available_m2
    FROM space_offers LEFT JOIN context_profiles USING (municipality_code)
    WHERE state = 'offered' AND offered_at > :since
"""

AROUND = text(f"""
    ({QUESTIONS} AND questions.municipality_code = ANY(CAST(:codes AS text[]))
     ORDER BY received_at DESC LIMIT :most)
    UNION ALL
    ({OFFERS} AND space_offers.municipality_code = ANY(CAST(:codes AS text[]))
     ORDER BY offered_at DESC LIMIT :most)
""")

THESE = text(f"""
    ({QUESTIONS} AND question_id = ANY(CAST(:ids AS uuid[])))
    UNION ALL
    ({OFFERS} AND offer_id = ANY(CAST(:ids AS uuid[])))
""")

MADE = text("""
    SELECT first_subject_id, second_subject_id FROM peer_matches
    WHERE first_subject_id = ANY(CAST(:ids AS uuid[]))
      AND second_subject_id = ANY(CAST(:ids AS uuid[]))
""")


@dataclass(frozen=True)
class Subjects:
    db: AsyncConnection
    now: datetime

    async def around(self, code: str) -> list[Subject]:
        """In the municipality and in its region."""
        codes = [row.municipality_code for row in await self.db.execute(NEAR, {"code": code})]
        parameters = {"codes": codes, "since": self.now - RECENT, "most": MOST}
        return [_subject(row) for row in await self.db.execute(AROUND, parameters)]

    async def these(self, ids: Collection[UUID]) -> dict[UUID, Subject]:
        parameters = {"ids": list(ids), "since": self.now - RECENT}
        return {row.subject_id: _subject(row) for row in await self.db.execute(THESE, parameters)}

    async def made(self, ids: Collection[UUID]) -> set[Pair]:
        """The pairs of these that were proposed to each other, whatever came of it."""
        rows = await self.db.execute(MADE, {"ids": list(ids)})
        return {frozenset({row.first_subject_id, row.second_subject_id}) for row in rows}


def _subject(row: Row[Any]) -> Subject:
    read = {
        "kind": SubjectKind(row.kind),
        "theme": Theme.read(row.theme),
        "provider_kind": ProviderKind.read(row.provider_kind),
        "represented_by": tuple(row.represented_by),
    }
    return Subject(**{**row._mapping, **read})
