"""The people of the network and the words of its agreements: kept in the vault alone."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# Whoever keeps something under a reference keeps it: another organisation gets another reference.
PUT = text("""
    INSERT INTO vault (ref, kind, content, organisation_id, put_at)
    VALUES (:ref, :kind, CAST(:content AS jsonb), :organisation_id, :now)
    ON CONFLICT (ref) DO UPDATE SET content = excluded.content, put_at = excluded.put_at
    WHERE vault.organisation_id = excluded.organisation_id
      AND (CAST(:may_change AS boolean) OR vault.content = excluded.content)
    RETURNING ref
""")

READ = text("SELECT organisation_id, content FROM vault WHERE ref = :ref AND kind = :kind")

FORGET = text("DELETE FROM vault WHERE ref = :ref AND kind = :kind")

ORGANISATION = text("""
    SELECT municipality_codes FROM organisations WHERE organisation_id = :organisation_id
""")


class Kept(StrEnum):
    PERSON = "network_person"
    TEXT = "network_text"


@dataclass(frozen=True, slots=True)
class Vaulted:
    """`codes`: where the organisation works that keeps it."""

    organisation_id: UUID
    codes: frozenset[str]
    content: Mapping[str, Any]


@dataclass(frozen=True)
class NetworkVault:
    db: AsyncConnection
    kind: Kept

    async def put(
        self, ref: str, organisation_id: UUID, content: Mapping[str, Any], now: datetime
    ) -> bool:
        """Whether it could be: a person may change, words that were agreed on may not."""
        values = {"content": json.dumps(content), "organisation_id": organisation_id, "now": now}
        may_change = self.kind is Kept.PERSON
        found = await self.db.execute(PUT, {**self._named(ref), **values, "may_change": may_change})
        return found.first() is not None

    async def read(self, ref: str) -> Vaulted | None:
        row = (await self.db.execute(READ, self._named(ref))).one_or_none()
        if row is None:
            return None
        codes = await self.codes_of(row.organisation_id)
        return Vaulted(row.organisation_id, codes, row.content)

    async def forget(self, ref: str) -> None:
        await self.db.execute(FORGET, self._named(ref))

    async def codes_of(self, organisation_id: UUID) -> frozenset[str]:
        """Empty when nobody knows it."""
        found = await self.db.execute(ORGANISATION, {"organisation_id": organisation_id})
        return frozenset(found.scalar_one_or_none() or ())

    def _named(self, ref: str) -> dict[str, str]:
        """Apart from all other references in the vault."""
        return {"ref": f"{self.kind}:{ref}", "kind": self.kind}


SAYING = text("SELECT DISTINCT expectation_id FROM expectations WHERE text_ref = :ref")


async def saying(text_ref: str, db: AsyncConnection) -> Sequence[UUID]:
    return (await db.execute(SAYING, {"ref": text_ref})).scalars().all()
