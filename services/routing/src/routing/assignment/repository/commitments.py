"""Who committed itself to what, by working agreements, the matrix or a role."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from contracts.vocabulary import ProviderKind, QuestionKind, Theme
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.assignment.domain.commitments import Commitment, Duty
from routing.case.explanation_record import Basis, Ground
from routing.case.question import Question

# Of each agreement and matrix the last version that has begun counts, until its last day.
COMMITMENTS = text("""
    WITH asked AS (
        SELECT DISTINCT code, theme
        FROM unnest(CAST(:codes AS text[]), CAST(:themes AS text[])) AS asked (code, theme)
    )
    SELECT DISTINCT 'working_agreement' AS basis, agreement_id AS ground_id, version,
        municipality_code, organisation_id, role, agreements.theme, provider_kind
    FROM asked JOIN agreements
        ON municipality_code = code AND (agreements.theme IS NULL OR agreements.theme = asked.theme)
    WHERE role IN ('executes', 'coordinates', 'decides') AND valid_from <= :today
        AND (valid_until IS NULL OR valid_until >= :today)
        AND NOT EXISTS (
            SELECT FROM agreements AS newer
            WHERE newer.agreement_id = agreements.agreement_id
                AND newer.version > agreements.version AND newer.valid_from <= :today
        )
    UNION ALL
    SELECT DISTINCT 'responsibility_matrix', matrix_id, version,
        municipality_code, organisation_id, role, responsibilities.theme, NULL
    FROM asked JOIN responsibilities
        ON municipality_code = code AND responsibilities.theme = asked.theme
    JOIN responsibility_matrices USING (municipality_code, version)
    WHERE role IN ('first_responder', 'decides')
        AND version = (
            SELECT max(begun.version) FROM responsibility_matrices AS begun
            WHERE begun.municipality_code = code AND begun.valid_from <= :today
        )
""")

ADVISERS = text("""
    SELECT official_id AS ground_id, officials.version, officials.organisation_id,
        body.municipality_codes
    FROM officials JOIN organisations AS body
        ON body.organisation_id = officials.municipality_organisation_id
    WHERE role = 'local_sport_advisor' AND officials.organisation_id IS NOT NULL
        AND body.municipality_codes && CAST(:codes AS text[])
        AND valid_from <= :today
        AND (officials.valid_until IS NULL OR officials.valid_until >= :today)
""")

DUTIES: Final = {
    "executes": Duty.EXECUTES,
    "first_responder": Duty.EXECUTES,
    "coordinates": Duty.COORDINATES,
    "decides": Duty.DECIDES,
}

ByCode = Mapping[str, Sequence[Commitment]]


@dataclass(frozen=True)
class Commitments:
    db: AsyncConnection

    async def about(self, questions: Collection[Question], today: date) -> ByCode:
        asked = {(question.municipality_code, question.theme) for question in questions}
        columns = {"codes": [code for code, _ in asked], "themes": [theme for _, theme in asked]}
        found: dict[str, list[Commitment]] = defaultdict(list)
        for row in await self.db.execute(COMMITMENTS, {**columns, "today": today}):
            found[row.municipality_code].append(_commitment(row))
        return found

    async def advisers(self, questions: Collection[Question], today: date) -> ByCode:
        """Who guides processes, where somebody asks for that."""
        guided = (q for q in questions if q.kind is QuestionKind.PROCESS_GUIDANCE)
        codes = {question.municipality_code for question in guided}
        if not codes:
            return {}
        found: dict[str, list[Commitment]] = defaultdict(list)
        for row in await self.db.execute(ADVISERS, {"codes": list(codes), "today": today}):
            for code in codes.intersection(row.municipality_codes):
                found[code].append(_adviser(row))
        return found


def _commitment(row: Row[Any]) -> Commitment:
    return Commitment(
        ground=Ground(Basis(row.basis), row.ground_id, row.version),
        organisation_id=row.organisation_id,
        duty=DUTIES[row.role],
        theme=row.theme and Theme.read(row.theme),
        provider_kind=row.provider_kind and ProviderKind.read(row.provider_kind),
    )


def _adviser(row: Row[Any]) -> Commitment:
    ground = Ground(Basis.ADVISER, row.ground_id, row.version)
    return Commitment(ground=ground, organisation_id=row.organisation_id, duty=Duty.EXECUTES)
