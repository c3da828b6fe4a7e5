"""What municipalities wrote to the members of offices, and how many it reached."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

ADD = text("""
    INSERT INTO circulars (
        id, office_id, from_organisation_id, municipality_code, event_id, members, opted_out,
        without_address, created_at
    ) VALUES (
        :id, :office_id, :from_organisation_id, :municipality_code, :event_id, :members,
        :opted_out, :without_address, clock_timestamp()
    )
""")
ONE = text("""
    SELECT circulars.*,
        (SELECT coalesce(jsonb_object_agg(state, number), '{}') FROM (
            SELECT state, count(*) AS number FROM deliveries
            WHERE deliveries.event_id = circulars.event_id AND means = 'mail' GROUP BY state
        ) AS counted) AS mails
    FROM circulars
    WHERE id = :id AND (
        from_organisation_id = :organisation_id
        OR CAST(:municipalities AS text[]) IS NULL
        OR municipality_code = ANY(CAST(:municipalities AS text[]))
    )
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Circular:
    """`event_id`: of its announcement; the counts are those of when it was posted."""

    id: UUID
    office_id: UUID
    from_organisation_id: UUID | None
    municipality_code: str
    event_id: UUID
    members: int
    opted_out: int
    without_address: int


class Circulars:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def add(self, circular: Circular) -> None:
        values = {name: getattr(circular, name) for name in Circular.__dataclass_fields__}
        await self.db.execute(ADD, values)

    async def one(
        self,
        circular_id: UUID,
        organisation_id: UUID | None,
        municipalities: Collection[str] | None,
    ) -> Row[Any] | None:
        """Of the organisation that wrote it, or in these municipalities (None: in all)."""
        asked = {
            "id": circular_id,
            "organisation_id": organisation_id,
            "municipalities": None if municipalities is None else list(municipalities),
        }
        return (await self.db.execute(ONE, asked)).first()
