"""Where an organisation guides a process, for as long as it does (S2, B08)."""

from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

GUIDED = text("""
    SELECT DISTINCT unnest(municipalities.municipality_codes) AS code FROM officials
    JOIN organisations AS municipalities
        ON municipalities.organisation_id = officials.municipality_organisation_id
    WHERE officials.organisation_id = :organisation_id AND officials.role = 'process_guide'
      AND officials.valid_from <= :today AND officials.valid_until >= :today
""")


async def guided_by(organisation_id: UUID, today: date, db: AsyncConnection) -> frozenset[str]:
    rows = await db.execute(GUIDED, {"organisation_id": organisation_id, "today": today})
    return frozenset(row.code for row in rows)
