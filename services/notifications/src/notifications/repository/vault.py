"""Mail addresses of organisations: kept here and nowhere else."""

import json
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

KIND = "mail_address"

KEEP = text("""
    INSERT INTO vault (kind, ref, organisation_id, content)
    VALUES (:kind, :ref, :organisation_id, CAST(:content AS jsonb))
    ON CONFLICT (kind, ref) DO UPDATE
    SET content = excluded.content, changed_at = clock_timestamp()
""")
FIND = text("SELECT content ->> 'address' FROM vault WHERE kind = :kind AND ref = :ref")
ERASE = text("DELETE FROM vault WHERE kind = :kind AND ref = :ref RETURNING ref")


class Vault:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def keep_address(self, organisation_id: UUID, address: str) -> None:
        content = json.dumps({"address": address})
        await self.db.execute(
            KEEP, {**_of(organisation_id), "organisation_id": organisation_id, "content": content}
        )

    async def address(self, organisation_id: UUID) -> str | None:
        found: str | None = (await self.db.execute(FIND, _of(organisation_id))).scalar()
        return found

    async def erase_address(self, organisation_id: UUID) -> bool:
        """Whether there was one."""
        return (await self.db.execute(ERASE, _of(organisation_id))).first() is not None


def _of(organisation_id: UUID) -> dict[str, str]:
    return {"kind": KIND, "ref": str(organisation_id)}
