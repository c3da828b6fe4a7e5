"""Who is a member of whom, along the chain: provider, trade association, umbrella (S2, B02)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.vocabulary import SizeClass
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.network.domain.representativeness import Member

# UNION, and not UNION ALL: a chain that leads to itself ends.
CHAIN = """
    WITH RECURSIVE holding AS (
        SELECT * FROM memberships
        WHERE started_on <= :day AND (ended_on IS NULL OR ended_on > :day)
    ), chain AS (
        SELECT parent_organisation_id AS via, member_organisation_id, member_provider_id,
            TRUE AS direct
        FROM holding WHERE parent_organisation_id = ANY(CAST(:ids AS uuid[]))
        UNION
        SELECT holding.parent_organisation_id, holding.member_organisation_id,
            holding.member_provider_id, FALSE
        FROM chain JOIN holding
            ON holding.parent_organisation_id = chain.member_organisation_id
    )
"""

MEMBERS = text(f"""
    {CHAIN}
    SELECT member_provider_id, member_organisation_id, bool_or(direct) AS direct,
        array_agg(DISTINCT via) AS via
    FROM chain GROUP BY member_provider_id, member_organisation_id
    ORDER BY member_organisation_id, member_provider_id LIMIT :most OFFSET :passed
""")  # noqa: S608

PROVIDERS = text(f"""
    {CHAIN}
    SELECT provider_id, bool_or(direct) AS direct, size, disciplines
    FROM (SELECT member_provider_id AS provider_id, direct FROM chain) AS members
    LEFT JOIN providers USING (provider_id)
    WHERE provider_id IS NOT NULL
      AND (CAST(:code AS text) IS NULL OR municipality_code = :code)
    GROUP BY provider_id, size, disciplines
""")  # noqa: S608

OFFICES = text("""
    SELECT organisation_id FROM pos_offices
    WHERE municipality_codes && CAST(:codes AS text[]) AND state <> 'dissolved'
    ORDER BY organisation_id
""")


@dataclass(frozen=True, slots=True)
class InChain:
    """`via`: the organisations that it is a member of itself."""

    member_provider_id: UUID | None
    member_organisation_id: UUID | None
    direct: bool
    via: Sequence[UUID]


@dataclass(frozen=True)
class Members:
    """On a day."""

    db: AsyncConnection
    day: date

    async def of(self, organisation_id: UUID, most: int, passed: int) -> list[InChain]:
        parameters = {"ids": [organisation_id], "day": self.day, "most": most, "passed": passed}
        return [InChain(**row._mapping) for row in await self.db.execute(MEMBERS, parameters)]

    async def providers(self, ids: Collection[UUID], code: str | None = None) -> list[Member]:
        """Of all these organisations together; of one municipality or wherever they are."""
        rows = await self.db.execute(PROVIDERS, {"ids": list(ids), "day": self.day, "code": code})
        return [
            Member(r.provider_id, r.direct, r.size and SizeClass.read(r.size), r.disciplines or ())
            for r in rows
        ]

    async def offices_in(self, codes: Collection[str]) -> Sequence[UUID]:
        return (await self.db.execute(OFFICES, {"codes": list(codes)})).scalars().all()
