"""What people write about signals and advice: in the vault and nowhere else."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

PUT = text("""
    INSERT INTO vault (ref, kind, content, organisation_id, put_at)
    VALUES (:ref, 'words', CAST(:content AS jsonb), :organisation_id, :now)
""")

READ = text("""
    SELECT ref, content FROM vault WHERE ref = ANY(CAST(:refs AS text[])) AND kind = 'words'
""")


@dataclass(frozen=True)
class VaultTexts:
    db: AsyncConnection

    async def put(self, words: str, organisation_id: UUID | None, now: datetime) -> str:
        """The reference under which they are kept."""
        ref = token_hex(16)
        row = {"content": json.dumps({"words": words}), "organisation_id": organisation_id}
        await self.db.execute(PUT, {"ref": ref, "now": now, **row})
        return ref

    async def read(self, refs: Collection[str]) -> dict[str, str]:
        """Those that are still there."""
        rows = await self.db.execute(READ, {"refs": list(refs)})
        return {row.ref: row.content["words"] for row in rows}
