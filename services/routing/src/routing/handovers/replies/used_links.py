"""Which links to reply by were used."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.handovers.replies.links import Link

IS_USED = text("""
    SELECT EXISTS (
        SELECT FROM used_reply_links WHERE handover_id = :handover_id AND version = :version
    )
""")
USE = text("""
    INSERT INTO used_reply_links (handover_id, version, used_at)
    VALUES (:handover_id, :version, :now)
""")


@dataclass(frozen=True)
class Links:
    """The handover of the link is locked."""

    db: AsyncConnection

    async def is_used(self, link: Link) -> bool:
        named = {"handover_id": link.handover_id, "version": link.version}
        found: bool = (await self.db.execute(IS_USED, named)).scalar_one()
        return found

    async def use(self, link: Link, now: datetime) -> None:
        named = {"handover_id": link.handover_id, "version": link.version}
        await self.db.execute(USE, {**named, "now": now})
