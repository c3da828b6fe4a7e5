"""The names of those who take questions over: kept here and nowhere else."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.vocabulary import ReceiverKind
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

PUT = text("""
    INSERT INTO vault (ref, kind, content, organisation_id, put_at)
    VALUES (:ref, :kind, CAST(:content AS jsonb), :organisation_id, :now)
""")

READ = text("SELECT kind, content FROM vault WHERE ref = :ref")


@dataclass(frozen=True, slots=True)
class Named:
    """A person or a team."""

    kind: ReceiverKind
    name: str


@dataclass(frozen=True)
class Vault:
    db: AsyncConnection

    async def put(self, ref: str, receiver: Named, organisation_id: UUID, now: datetime) -> None:
        content = json.dumps({"name": receiver.name})
        kept = {"kind": receiver.kind, "content": content, "organisation_id": organisation_id}
        await self.db.execute(PUT, {"ref": ref, "now": now, **kept})

    async def read(self, ref: str) -> Named | None:
        row = (await self.db.execute(READ, {"ref": ref})).one_or_none()
        if row is None:
            return None
        return Named(ReceiverKind(row.kind), row.content["name"])
