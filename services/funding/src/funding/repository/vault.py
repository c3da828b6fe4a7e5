"""Free text, which stands nowhere else; whoever reads it says what for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from funding.domain.change import Actor
from funding.tables import applications, vault, vault_readings


@dataclass(frozen=True)
class Vault:
    db: AsyncConnection

    async def keep(
        self, application_id: UUID, kind: str, description: str, actor: Actor, now: datetime
    ) -> None:
        await self.db.execute(
            vault.insert().values(
                ref=uuid4(),
                application_id=application_id,
                kind=kind,
                content={"description": description},
                organisation_id=actor.organisation_id,
                put_at=now,
            )
        )

    async def erase(self, provider_ids: Collection[UUID]) -> None:
        """All that was written in applications for these providers."""
        theirs = select(applications.c.id).where(applications.c.provider_id.in_(provider_ids))
        await self.db.execute(delete(vault).where(vault.c.application_id.in_(theirs)))

    async def read(
        self, application_id: UUID, purpose: str, actor: Actor, now: datetime
    ) -> Sequence[Row[Any]]:
        """The oldest first; that it was read is kept as well."""
        await self.db.execute(
            vault_readings.insert().values(
                application_id=application_id,
                purpose=purpose,
                role=actor.role,
                organisation_id=actor.organisation_id,
                at=now,
            )
        )
        query = select(vault).where(vault.c.application_id == application_id)
        return (await self.db.execute(query.order_by(vault.c.put_at, vault.c.ref))).all()
