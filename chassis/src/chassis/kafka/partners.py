"""The partner organisations that may publish to this service, each on a topic of its own."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from contracts.catalogue import SUBMISSIONS, slug_of
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

REGISTER = text("""
    INSERT INTO partners (slug, source, organisation_id)
    VALUES (:slug, :source, :organisation_id)
    ON CONFLICT (slug) DO UPDATE
    SET source = excluded.source, organisation_id = excluded.organisation_id
""")
ALL = text("SELECT slug, source, organisation_id FROM partners ORDER BY slug")
OF = text("SELECT slug, source, organisation_id FROM partners WHERE slug = ANY(:slugs)")

_submissions = re.compile(SUBMISSIONS)


@dataclass(frozen=True, slots=True)
class Partner:
    """The only `source` that may stand in events on the partner's topic, and whose they are."""

    slug: str
    source: str
    organisation_id: UUID


@lru_cache(maxsize=1024)  # asked for every record
def submitter(topic: str) -> str | None:
    """The slug of the partner whose submissions topic this is; None for the topics of services."""
    return slug_of(topic) if _submissions.match(topic) else None


async def register(db: AsyncConnection, partner: Partner) -> None:
    await db.execute(
        REGISTER,
        {
            "slug": partner.slug,
            "source": partner.source,
            "organisation_id": partner.organisation_id,
        },
    )


async def every(db: AsyncConnection) -> list[Partner]:
    return [Partner(*row) for row in await db.execute(ALL)]


async def of(db: AsyncConnection, slugs: Collection[str]) -> dict[str, Partner]:
    """The registered ones of these slugs, by slug."""
    if not slugs:
        return {}
    return {row.slug: Partner(*row) for row in await db.execute(OF, {"slugs": list(slugs)})}
