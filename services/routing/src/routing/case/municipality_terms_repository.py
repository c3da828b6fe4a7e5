"""The terms that municipalities work with: every version that was ever set."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from chassis.clocks.terms import Term
from chassis.database.bulk import insert_into
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.case.tables import municipality_terms

OF = text("""
    SELECT DISTINCT ON (municipality_code) * FROM municipality_terms
    WHERE municipality_code = ANY(CAST(:codes AS text[]))
    ORDER BY municipality_code, version DESC
""")

HISTORY = text("""
    SELECT * FROM municipality_terms WHERE municipality_code = :code ORDER BY version
""")

ALONE = text("SELECT pg_advisory_xact_lock(hashtext('terms of ' || CAST(:code AS text)))")

ADD = insert_into(municipality_terms)


@dataclass(frozen=True, slots=True)
class TermsOf:
    """Of a municipality; what it does not name is as everybody has it."""

    municipality_code: str
    version: int
    terms: Mapping[str, Term]
    recorded_at: datetime


@dataclass(frozen=True)
class MunicipalityTerms:
    db: AsyncConnection

    async def of(self, codes: Collection[str]) -> dict[str, Mapping[str, Term]]:
        """Of those that have terms of their own."""
        rows = await self.db.execute(OF, {"codes": list(codes)})
        return {row.municipality_code: row.terms for row in rows}

    async def set_alone(self, code: str) -> None:
        """Until this transaction ends."""
        await self.db.execute(ALONE, {"code": code})

    async def history(self, code: str) -> list[TermsOf]:
        rows = await self.db.execute(HISTORY, {"code": code})
        return [TermsOf(**row._mapping) for row in rows]

    async def add(self, terms: TermsOf) -> None:
        row = {name: getattr(terms, name) for name in TermsOf.__slots__}
        await ADD.write(self.db, [{**row, "terms": dict(terms.terms)}])
