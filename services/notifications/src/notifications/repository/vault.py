"""Mail addresses of organisations, and the words of circulars: kept here and nowhere else."""

import json
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

ADDRESS, CIRCULAR = "mail_address", "circular"

KEEP = text("""
    INSERT INTO vault (kind, ref, organisation_id, content)
    VALUES (:kind, :ref, :organisation_id, CAST(:content AS jsonb))
    ON CONFLICT (kind, ref) DO UPDATE
    SET content = excluded.content, changed_at = clock_timestamp()
""")
FIND = text("SELECT content ->> :member FROM vault WHERE kind = :kind AND ref = :ref")
ERASE = text("DELETE FROM vault WHERE kind = :kind AND ref = :ref RETURNING ref")
FORGET_WORDS = text("""
    DELETE FROM vault
    WHERE kind = :kind AND changed_at < clock_timestamp() - CAST(:age AS interval)
""")


class Vault:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def keep_address(
        self, organisation_id: UUID, address: str, lead_address: str | None
    ) -> None:
        kept = {"address": address} | ({"lead_address": lead_address} if lead_address else {})
        await self._keep(ADDRESS, organisation_id, organisation_id, kept)

    async def lead_address(self, organisation_id: UUID) -> str | None:
        return await self._find(ADDRESS, str(organisation_id), "lead_address")

    async def address(self, organisation_id: UUID) -> str | None:
        return await self._find(ADDRESS, str(organisation_id), "address")

    async def erase_address(self, organisation_id: UUID) -> bool:
        """Whether there was one."""
        asked = {"kind": ADDRESS, "ref": str(organisation_id)}
        return (await self.db.execute(ERASE, asked)).first() is not None

    async def keep_words(self, circular_id: UUID, office_id: UUID, words: str) -> None:
        await self._keep(CIRCULAR, circular_id, office_id, {"words": words})

    async def words(self, circular_id: str) -> str | None:
        return await self._find(CIRCULAR, circular_id, "words")

    async def forget_words(self, age: timedelta) -> None:
        """Of circulars that were posted so long ago."""
        await self.db.execute(FORGET_WORDS, {"kind": CIRCULAR, "age": age})

    async def _keep(
        self, kind: str, ref: UUID, organisation_id: UUID, content: dict[str, str]
    ) -> None:
        values = {"kind": kind, "ref": str(ref), "organisation_id": organisation_id}
        await self.db.execute(KEEP, {**values, "content": json.dumps(content)})

    async def _find(self, kind: str, ref: str, member: str) -> str | None:
        asked = {"kind": kind, "ref": ref, "member": member}
        found: str | None = (await self.db.execute(FIND, asked)).scalar()
        return found
