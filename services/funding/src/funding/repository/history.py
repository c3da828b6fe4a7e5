"""Every step of every application: added, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.database.bulk import insert_into
from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from funding.domain.change import Change
from funding.tables import application_steps

ADD = insert_into(application_steps, leaving_out=["id"])


@dataclass(frozen=True)
class History:
    db: AsyncConnection

    async def add(self, changes: Sequence[Change], now: datetime) -> None:
        await ADD.write(self.db, [_row(change, now) for change in changes])

    async def of(self, application_id: UUID) -> Sequence[Row[Any]]:
        """The first step first."""
        steps = application_steps
        query = select(steps).where(steps.c.application_id == application_id).order_by(steps.c.id)
        return (await self.db.execute(query)).all()


def _row(change: Change, now: datetime) -> dict[str, Any]:
    return {
        "application_id": change.after.id,
        "version": change.after.version,
        "step": change.step,
        "from_state": change.before.state,
        "to_state": change.after.state,
        "role": change.actor.role,
        "organisation_id": change.actor.organisation_id,
        "reason": change.reason,
        "about": change.about,
        "at": now,
    }
