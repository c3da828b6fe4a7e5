"""Interests of their own that organisations declared in questions of providers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

DECLARE = text("""
    INSERT INTO conflicts_of_interest (organisation_id, provider_id, declared_on)
    VALUES (:organisation_id, :provider_id, :day) ON CONFLICT DO NOTHING
""")

TAKE_BACK = text("""
    DELETE FROM conflicts_of_interest
    WHERE organisation_id = :organisation_id AND provider_id = :provider_id
""")

OF = text("""
    SELECT provider_id, declared_on FROM conflicts_of_interest
    WHERE organisation_id = :organisation_id
    ORDER BY provider_id LIMIT :most OFFSET :passed
""")


@dataclass(frozen=True, slots=True)
class Declared:
    provider_id: UUID
    declared_on: date


@dataclass(frozen=True)
class Conflicts:
    db: AsyncConnection
    organisation_id: UUID

    async def declare(self, provider_id: UUID, day: date) -> None:
        await self.db.execute(DECLARE, {**self._pair(provider_id), "day": day})

    async def take_back(self, provider_id: UUID) -> None:
        await self.db.execute(TAKE_BACK, self._pair(provider_id))

    async def every(self, most: int, passed: int) -> Sequence[Declared]:
        asked = {"organisation_id": self.organisation_id, "most": most, "passed": passed}
        return [Declared(**row._mapping) for row in await self.db.execute(OF, asked)]

    def _pair(self, provider_id: UUID) -> dict[str, UUID]:
        return {"organisation_id": self.organisation_id, "provider_id": provider_id}
