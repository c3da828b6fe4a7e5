"""Subscriptions as the sender sees them: whom to call, and whom no more."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

RECEIVERS = text("""
    SELECT id, url, secret,
        CASE WHEN former_secret_until > clock_timestamp() THEN former_secret END AS former_secret
    FROM subscriptions WHERE state = 'active'
""")
SUSPEND = text("""
    UPDATE subscriptions
    SET state = 'suspended', reason = suspended.reason, version = version + 1,
        changed_at = clock_timestamp()
    FROM unnest(CAST(:ids AS uuid[]), CAST(:reasons AS text[])) AS suspended (id, reason)
    WHERE subscriptions.id = suspended.id AND state = 'active'
    RETURNING subscriptions.id, version
""")


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where the webhooks of a subscription go, and the secrets that sign them, newest first."""

    id: UUID
    url: str
    secrets: tuple[str, ...]


class Receivers:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def active(self) -> list[Receiver]:
        rows = await self.db.execute(RECEIVERS)
        return [
            Receiver(row.id, row.url, tuple(filter(None, (row.secret, row.former_secret))))
            for row in rows
        ]

    async def suspend(self, reasons: dict[UUID, str | None]) -> dict[UUID, int]:
        """Returns the versions of those that were active until now."""
        if not reasons:
            return {}
        asked = {"ids": list(reasons), "reasons": list(reasons.values())}
        return {row.id: row.version for row in await self.db.execute(SUSPEND, asked)}
