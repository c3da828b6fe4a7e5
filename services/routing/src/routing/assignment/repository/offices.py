"""POS offices as the way in for entrepreneurs (S2, R11)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from contracts.vocabulary import ProviderKind
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.case.question import Question

ACTIVE: Final = "active"
"""The state in which an office is a way in."""

OFFICES = text("""
    SELECT organisation_id, state, municipality_codes FROM pos_offices
    WHERE municipality_codes && CAST(:codes AS text[])
        OR organisation_id = ANY(CAST(:named AS uuid[]))
""")


@dataclass(frozen=True, slots=True)
class Found:
    """The active ones by municipality, and those that are not active."""

    active: Mapping[str, Sequence[UUID]]
    others: frozenset[UUID]


@dataclass(frozen=True)
class Offices:
    db: AsyncConnection

    async def around(
        self, questions: Collection[Question], named: Collection[UUID | None]
    ) -> Found:
        """Where entrepreneurs ask; and these, which rules name."""
        of_them = (q for q in questions if q.provider_kind is ProviderKind.ENTREPRENEUR)
        codes = {question.municipality_code for question in of_them}
        if not codes:
            return Found({}, frozenset())
        active: dict[str, list[UUID]] = defaultdict(list)
        others: set[UUID] = set()
        asked = {"codes": list(codes), "named": [each for each in named if each]}
        for row in await self.db.execute(OFFICES, asked):
            if row.state != ACTIVE:
                others.add(row.organisation_id)
                continue
            for code in codes.intersection(row.municipality_codes):
                active[code].append(row.organisation_id)
        return Found(active, frozenset(others))
