"""The names of those who take questions over: kept here and nowhere else."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from uuid import UUID

from contracts.vocabulary import ReceiverKind
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

PUT = text("""
    INSERT INTO vault (ref, kind, content, organisation_id, put_at)
    VALUES (:ref, :kind, CAST(:content AS jsonb), :organisation_id, :now)
""")

READ = text("SELECT kind, content FROM vault WHERE ref = :ref")

KEEP = text("""
    INSERT INTO vault (ref, partner_ref, kind, content, organisation_id, put_at)
    VALUES (:ref, :partner_ref, :kind, CAST(:content AS jsonb), :organisation_id, :now)
    ON CONFLICT (organisation_id, partner_ref) DO UPDATE
    SET kind = excluded.kind, content = excluded.content, put_at = excluded.put_at
""")

KEPT = text("""
    SELECT organisation_id, partner_ref, kind, content FROM vault
    JOIN unnest(CAST(:organisation_ids AS uuid[]), CAST(:partner_refs AS text[]))
        AS wanted (organisation_id, partner_ref) USING (organisation_id, partner_ref)
""")

FORGET = text("""
    DELETE FROM vault WHERE organisation_id = :organisation_id AND partner_ref = :partner_ref
""")

ReceiverKey = tuple[UUID, str]
"""An organisation, and what it calls somebody."""


@dataclass(frozen=True, slots=True)
class NamedReceiver:
    """A person or a team."""

    kind: ReceiverKind
    name: str


@dataclass(frozen=True)
class Vault:
    db: AsyncConnection

    async def put(
        self, ref: str, receiver: NamedReceiver, organisation_id: UUID, now: datetime
    ) -> None:
        content = json.dumps({"name": receiver.name})
        row = {"kind": receiver.kind, "content": content, "organisation_id": organisation_id}
        await self.db.execute(PUT, {"ref": ref, "now": now, **row})

    async def keep(
        self, partner_ref: str, receiver: NamedReceiver, organisation_id: UUID | None, now: datetime
    ) -> None:
        """Under what the organisation itself calls them."""
        content = json.dumps({"name": receiver.name})
        who = {"partner_ref": partner_ref, "organisation_id": organisation_id}
        row = {"ref": token_hex(16), "kind": receiver.kind, "content": content, "now": now}
        await self.db.execute(KEEP, who | row)

    async def receivers(self, wanted: Collection[ReceiverKey]) -> dict[ReceiverKey, NamedReceiver]:
        """Those that their organisations put here before."""
        columns = {
            "organisation_ids": [organisation_id for organisation_id, _ in wanted],
            "partner_refs": [partner_ref for _, partner_ref in wanted],
        }
        rows = await self.db.execute(KEPT, columns)
        return {
            (row.organisation_id, row.partner_ref): NamedReceiver(
                ReceiverKind.read(row.kind), row.content["name"]
            )
            for row in rows
        }

    async def forget(self, partner_ref: str, organisation_id: UUID | None) -> None:
        who = {"partner_ref": partner_ref, "organisation_id": organisation_id}
        await self.db.execute(FORGET, who)

    async def read(self, ref: str) -> NamedReceiver | None:
        row = (await self.db.execute(READ, {"ref": ref})).one_or_none()
        if row is None:
            return None
        return NamedReceiver(ReceiverKind.read(row.kind), row.content["name"])
