"""Names, addresses, numbers and what people wrote: kept here and nowhere else."""

import json
from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from intake.domain.states import TERMINAL
from intake.repository.scope import Scope

PUT = text("""
    INSERT INTO vault (ref, organisation_id, partner_ref, content, put_at)
    VALUES (:ref, :organisation_id, :partner_ref, CAST(:content AS jsonb), :now)
    ON CONFLICT (organisation_id, partner_ref)
    DO UPDATE SET content = excluded.content, put_at = excluded.put_at
    RETURNING ref
""")

# The update changes nothing: it makes the statement return what was there already.
FIND = text("""
    INSERT INTO vault (ref, organisation_id, partner_ref)
    SELECT ref, organisation_id, partner_ref
    FROM unnest(
        CAST(:refs AS text[]), CAST(:organisation_ids AS uuid[]), CAST(:partner_refs AS text[])
    ) AS named (ref, organisation_id, partner_ref)
    ORDER BY organisation_id, partner_ref
    ON CONFLICT (organisation_id, partner_ref)
    DO UPDATE SET partner_ref = excluded.partner_ref
    RETURNING ref, organisation_id, partner_ref
""")

ADD_REMARK = text("""
    UPDATE vault
    SET content = jsonb_set(
        coalesce(content, '{}'), '{remarks}',
        coalesce(content -> 'remarks', '[]') || CAST(:remark AS jsonb)
    )
    WHERE ref = :ref
""")

ERASE = text("UPDATE vault SET content = NULL WHERE ref = :ref")

# An organisation that took a question over needs the provider's consent, or the law's (S1, P18);
# no organisation has a purpose left once the question is done.
READ = text("""
    SELECT vault.ref, vault.content FROM vault
    WHERE (vault.ref = :ref
           OR (vault.organisation_id = :organisation_id AND vault.partner_ref = :ref))
      AND vault.content IS NOT NULL
      AND (:everywhere OR EXISTS (
          SELECT FROM questions
          WHERE questions.details_ref = vault.ref AND (
              municipality_code = ANY(CAST(:municipalities AS text[]))
              OR state <> ALL(CAST(:terminal AS text[])) AND (
                  received_by_organisation_id = :organisation_id
                  OR owner_organisation_id = :organisation_id AND consent <> 'not_asked'
              )
          )
      ))
""")


def new_ref() -> str:
    """Nobody can guess it."""
    return token_hex(16)


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

    async def named(self, names: Sequence[tuple[UUID, str]]) -> dict[tuple[UUID, str], str]:
        """The refs of what organisations put, or still will, under refs of their own."""
        once = list(dict.fromkeys(names))
        rows = await self.db.execute(
            FIND,
            {
                "refs": [new_ref() for _ in once],
                "organisation_ids": [organisation_id for organisation_id, _ in once],
                "partner_refs": [partner_ref for _, partner_ref in once],
            },
        )
        return {(row.organisation_id, row.partner_ref): row.ref for row in rows}

    async def add_remark(self, ref: str, remark: dict[str, str]) -> None:
        await self.db.execute(ADD_REMARK, {"ref": ref, "remark": json.dumps([remark])})

    async def erase(self, ref: str) -> None:
        await self.db.execute(ERASE, {"ref": ref})

    async def read(self, ref: str, scope: Scope) -> tuple[str, dict[str, Any]] | None:
        """The ref that intake gave it, and what it holds."""
        rows = await self.db.execute(
            READ, {"ref": ref, "terminal": sorted(TERMINAL), **scope.parameters()}
        )
        row = rows.first()
        if row is None:
            return None
        content = json.loads(row.content) if isinstance(row.content, str) else row.content
        return row.ref, content
