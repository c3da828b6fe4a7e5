"""Names, addresses, numbers and what people wrote: kept here and nowhere else."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

PUT = text("""
    INSERT INTO vault (ref, organisation_id, partner_ref, content, put_at)
    VALUES (:ref, :organisation_id, :partner_ref, CAST(:content AS jsonb), :now)
    ON CONFLICT (organisation_id, partner_ref)
    DO UPDATE SET content = excluded.content, put_at = excluded.put_at
    RETURNING ref
""")

FIND = text("""
    SELECT ref, organisation_id, partner_ref, content -> 'contact' AS contact
    FROM vault JOIN unnest(CAST(:organisation_ids AS uuid[]), CAST(:partner_refs AS text[]))
        AS named (organisation_id, partner_ref) USING (organisation_id, partner_ref)
    WHERE content IS NOT NULL
""")

ERASE = text("UPDATE vault SET content = NULL WHERE ref = ANY(CAST(:refs AS text[]))")

# Who asked can still be told where to go; what was written is gone.
ERASE_WORDS = text("""
    UPDATE vault SET content = jsonb_build_object(
        'contact', jsonb_build_object('email', content -> 'contact' -> 'email')
    )
    WHERE ref = ANY(CAST(:refs AS text[])) AND content IS NOT NULL
""")

READ = text("""
    SELECT ref, content FROM vault
    WHERE (ref = :ref OR (organisation_id = :organisation_id AND partner_ref = :ref))
      AND content IS NOT NULL
""")


def new_ref() -> str:
    """Nobody can guess it."""
    return token_hex(16)


@dataclass(frozen=True, slots=True)
class Kept:
    """The ref that intake gave, and who to reach, as far as that is known yet."""

    ref: str
    contact: Mapping[str, Any]


class Vault:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def put(
        self,
        content: dict[str, Any],
        now: datetime,
        *,
        ref: str | None = None,
        organisation_id: UUID | None = None,
        partner_ref: str | None = None,
    ) -> str:
        """The ref that it has; what an organisation put under the same ref before is replaced."""
        row = await self.db.execute(
            PUT,
            {
                "ref": ref or new_ref(),
                "organisation_id": organisation_id,
                "partner_ref": partner_ref,
                "content": json.dumps(content),
                "now": now,
            },
        )
        stored: str = row.scalar_one()
        return stored

    async def named(self, names: Sequence[tuple[UUID, str]]) -> dict[tuple[UUID, str], Kept]:
        """What organisations put under refs of their own; left out where nothing stands."""
        once = list(dict.fromkeys(names))
        rows = await self.db.execute(
            FIND,
            {
                "organisation_ids": [organisation_id for organisation_id, _ in once],
                "partner_refs": [partner_ref for _, partner_ref in once],
            },
        )
        return {
            (row.organisation_id, row.partner_ref): Kept(row.ref, read_json(row.contact) or {})
            for row in rows
        }

    async def erase(self, refs: Sequence[str]) -> None:
        await self.db.execute(ERASE, {"refs": list(refs)})

    async def erase_words(self, refs: Sequence[str]) -> None:
        """All but the address of who asked."""
        await self.db.execute(ERASE_WORDS, {"refs": list(refs)})

    async def read(
        self, ref: str, organisation_id: UUID | None
    ) -> tuple[str, dict[str, Any]] | None:
        """The ref that intake gave it, and what it holds; by the organisation's own ref as well."""
        rows = await self.db.execute(READ, {"ref": ref, "organisation_id": organisation_id})
        row = rows.first()
        if row is None:
            return None
        return row.ref, read_json(row.content)


def read_json(column: Any) -> Any:
    """asyncpg gives JSON as it was written, unless it was told otherwise."""
    return json.loads(column) if isinstance(column, str) else column
