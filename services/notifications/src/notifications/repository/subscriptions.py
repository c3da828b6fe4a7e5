"""The receivers of webhooks, who holds them, and what they may hear."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.scope import Scope

COLUMNS = """id, owner, organisation_id, roles, municipality_codes, event_types, url, state, reason,
    version, created_at, changed_at"""

# FOR SHARE: while it is suspended or ended, nothing slips in behind.
OVER = text("""
    SELECT id, organisation_id, roles, municipality_codes, event_types, state FROM subscriptions
    WHERE state <> 'ended'
      AND (municipality_codes IS NULL OR municipality_codes && CAST(:codes AS text[]))
    ORDER BY id
    FOR SHARE
""")
ADD = text(f"""
    INSERT INTO subscriptions
        (id, owner, organisation_id, roles, municipality_codes, event_types, url, secret,
         state)
    VALUES (:id, :owner, :organisation_id, :roles, :municipality_codes, :event_types, :url,
            :secret, 'active')
    RETURNING {COLUMNS}
""")  # noqa: S608 # constants
# Its holder, and administrators of all its municipalities.
VISIBLE = """
    state <> 'ended' AND (
        owner = :owner
        OR :administers AND (
            CAST(:municipalities AS text[]) IS NULL
            OR municipality_codes <@ CAST(:municipalities AS text[])
        )
    )
"""
ONE = text(f"SELECT {COLUMNS} FROM subscriptions WHERE id = :id AND {VISIBLE}")  # noqa: S608
LOCK = text(f"SELECT {COLUMNS} FROM subscriptions WHERE id = :id AND {VISIBLE} FOR UPDATE")  # noqa: S608
LIST = text(f"SELECT {COLUMNS} FROM subscriptions WHERE {VISIBLE} ORDER BY created_at, id")  # noqa: S608
ROTATE = text("""
    UPDATE subscriptions
    SET former_secret = secret, secret = :secret, changed_at = clock_timestamp(),
        former_secret_until = clock_timestamp() + CAST(:grace AS interval)
    WHERE id = :id
    RETURNING former_secret_until
""")
RESUME = text(f"""
    UPDATE subscriptions SET state = 'active', reason = NULL, changed_at = clock_timestamp()
    WHERE id = :id
    RETURNING {COLUMNS}
""")  # noqa: S608 # constants
END = text("""
    UPDATE subscriptions
    SET state = 'ended', url = '', secret = '', former_secret = NULL,
        changed_at = clock_timestamp()
    WHERE id = :id
""")


@dataclass(frozen=True, slots=True)
class Hearer:
    """A subscription as far as it is to be told something."""

    id: UUID
    scope: Scope
    suspended: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose subscriptions somebody sees."""

    owner: str
    administers: bool
    municipalities: frozenset[str] | None

    def parameters(self) -> dict[str, Any]:
        codes = None if self.municipalities is None else sorted(self.municipalities)
        return {"owner": self.owner, "administers": self.administers, "municipalities": codes}


class Subscriptions:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def over(self, municipality_codes: Collection[str]) -> list[Hearer]:
        """Those that may want to hear something of these municipalities."""
        rows = await self.db.execute(OVER, {"codes": list(municipality_codes)})
        return [Hearer(row.id, _scope(row), row.state == "suspended") for row in rows]

    async def add(self, values: dict[str, Any]) -> Row[Any]:
        return (await self.db.execute(ADD, values)).one()

    async def one(
        self, subscription_id: UUID, holder: Holder, *, lock: bool = False
    ) -> Row[Any] | None:
        asked = {"id": subscription_id, **holder.parameters()}
        return (await self.db.execute(LOCK if lock else ONE, asked)).first()

    async def of(self, holder: Holder) -> Sequence[Row[Any]]:
        return (await self.db.execute(LIST, holder.parameters())).all()

    async def rotate(self, subscription_id: UUID, secret: str, grace: timedelta) -> datetime:
        """When the former secret stops."""
        asked = {"id": subscription_id, "secret": secret, "grace": grace}
        until: datetime = (await self.db.execute(ROTATE, asked)).scalar_one()
        return until

    async def resume(self, subscription_id: UUID) -> Row[Any]:
        return (await self.db.execute(RESUME, {"id": subscription_id})).one()

    async def end(self, subscription_id: UUID) -> None:
        """Its deliveries stay readable for whoever may see all of the municipality."""
        await self.db.execute(END, {"id": subscription_id})


def _scope(row: Row[Any]) -> Scope:
    codes = row.municipality_codes
    return Scope(
        frozenset(row.roles),
        row.organisation_id,
        None if codes is None else frozenset(codes),
        frozenset(row.event_types),
    )
