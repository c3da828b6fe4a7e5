"""Whose business signals and advice are, from what was announced about each."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.repository.arrays import array

PARTIES = text("SELECT id, party_ids FROM matters WHERE id = ANY(CAST(:ids AS uuid[]))")
LEARN = text("""
    INSERT INTO matters (id, party_ids)
    SELECT id, party_ids::uuid[]
    FROM unnest(CAST(:ids AS uuid[]), CAST(:party_ids AS text[])) AS learnt (id, party_ids)
    ORDER BY id
    ON CONFLICT (id) DO UPDATE
    SET party_ids = ARRAY(SELECT DISTINCT unnest(matters.party_ids || excluded.party_ids))
""")


class Matters:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def parties(self, ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
        """Of those that are known."""
        if not ids:
            return {}
        rows = await self.db.execute(PARTIES, {"ids": list(ids)})
        return {row.id: frozenset(row.party_ids) for row in rows}

    async def learn(self, parties: Mapping[UUID, frozenset[UUID]]) -> None:
        """They come to those that are known."""
        if parties:
            party_ids = [array(sorted(of_one)) for of_one in parties.values()]
            await self.db.execute(LEARN, {"ids": list(parties), "party_ids": party_ids})
