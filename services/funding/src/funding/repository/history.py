"""Every step of every application: added, never changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from funding.domain.change import Change
from funding.tables import application_steps

ADD = text("""
    INSERT INTO application_steps (
        application_id, version, step, from_state, to_state, role, organisation_id, reason,
        about, at
    )
    SELECT application_id, version, step, from_state, to_state, role, organisation_id, reason,
           about::jsonb, :now
    FROM unnest(
        CAST(:ids AS uuid[]), CAST(:versions AS int[]), CAST(:steps AS text[]),
        CAST(:from_states AS text[]), CAST(:to_states AS text[]), CAST(:roles AS text[]),
        CAST(:organisation_ids AS uuid[]), CAST(:reasons AS text[]), CAST(:abouts AS text[])
    ) AS taken (
        application_id, version, step, from_state, to_state, role, organisation_id, reason, about
    )
""")


@dataclass(frozen=True)
class History:
    db: AsyncConnection

    async def add(self, changes: Sequence[Change], now: datetime) -> None:
        await self.db.execute(
            ADD,
            {
                "now": now,
                "ids": [change.after.id for change in changes],
                "versions": [change.after.version for change in changes],
                "steps": [change.step for change in changes],
                "from_states": [change.before.state for change in changes],
                "to_states": [change.after.state for change in changes],
                "roles": [change.actor.role for change in changes],
                "organisation_ids": [change.actor.organisation_id for change in changes],
                "reasons": [change.reason for change in changes],
                "abouts": [
                    json.dumps(change.about) if change.about else "{}" for change in changes
                ],
            },
        )

    async def of(self, application_id: UUID) -> Sequence[Row[Any]]:
        """The first step first."""
        steps = application_steps
        query = select(steps).where(steps.c.application_id == application_id).order_by(steps.c.id)
        return (await self.db.execute(query)).all()
