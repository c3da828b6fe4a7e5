"""What happened to a handover since somebody looked at it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.case.steps import Step

SINCE = text("""
    SELECT step, by_organisation_id, organisations.name FROM handover_steps
    LEFT JOIN organisations ON organisation_id = by_organisation_id
    WHERE handover_id = :handover_id AND handover_steps.version > :version
    ORDER BY handover_steps.version
""")


@dataclass(frozen=True, slots=True)
class Happened:
    """A step, and the name of whose it was where an organisation took it."""

    step: Step
    by: str | None


async def steps_since(db: AsyncConnection, handover_id: UUID, version: int) -> list[Happened]:
    rows = await db.execute(SINCE, {"handover_id": handover_id, "version": version})
    return [Happened(Step(row.step), row.name) for row in rows]
