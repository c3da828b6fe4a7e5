"""What routing said of the network: municipalities' own terms, and what organisations are called.

Facts may come again and out of order: the newest version counts.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from chassis.clocks.terms import Term
from contracts.network import OrganisationFact, TermsSet
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

KEEP_TERMS = text("""
    INSERT INTO municipality_terms (municipality_code, version, terms)
    SELECT code, version, terms::jsonb
    FROM unnest(CAST(:codes AS text[]), CAST(:versions AS integer[]), CAST(:terms AS text[]))
        AS said (code, version, terms)
    ORDER BY code
    ON CONFLICT (municipality_code) DO UPDATE
    SET version = excluded.version, terms = excluded.terms
    WHERE municipality_terms.version < excluded.version
""")

TERMS = text("""
    SELECT municipality_code, key AS kind, value AS term
    FROM municipality_terms, jsonb_each_text(terms)
    WHERE municipality_code = ANY(CAST(:codes AS text[]))
""")

KEEP_ORGANISATIONS = text("""
    INSERT INTO organisations (id, version, name)
    SELECT * FROM unnest(
        CAST(:ids AS uuid[]), CAST(:versions AS integer[]), CAST(:names AS text[])
    ) AS said (id, version, name)
    ORDER BY id
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, name = excluded.name
    WHERE organisations.version < excluded.version
""")

NAME = text("SELECT name FROM organisations WHERE id = :id")


class Network:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def keep_terms(self, facts: Sequence[TermsSet]) -> None:
        await self.db.execute(
            KEEP_TERMS,
            {
                "codes": [each.municipality_code for each in facts],
                "versions": [each.version for each in facts],
                "terms": [json.dumps(each.terms) for each in facts],
            },
        )

    async def terms_of(self, codes: Collection[str]) -> Mapping[str, dict[str, Term]]:
        """Per municipality, by kind; also kinds that are not intake's."""
        found: dict[str, dict[str, Term]] = {}
        for row in await self.db.execute(TERMS, {"codes": sorted(codes)}):
            found.setdefault(row.municipality_code, {})[row.kind] = Term(row.term)
        return found

    async def keep_organisations(self, facts: Sequence[OrganisationFact]) -> None:
        await self.db.execute(
            KEEP_ORGANISATIONS,
            {
                "ids": [each.organisation_id for each in facts],
                "versions": [each.version for each in facts],
                "names": [each.name for each in facts],
            },
        )

    async def name_of(self, organisation_id: UUID) -> str | None:
        name: str | None = (await self.db.execute(NAME, {"id": organisation_id})).scalar()
        return name
