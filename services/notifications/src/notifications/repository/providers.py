"""Providers as far as messages need them: by id and reference, never by name or address."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from chassis.database.bulk import insert_into
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.offices import Invitation
from notifications.tables.offices import providers

LEARN = insert_into(
    providers,
    """
    ON CONFLICT (id) DO UPDATE
    SET details_ref = coalesce(excluded.details_ref, providers.details_ref)
    """,
    leaving_out=["opt_out_ref", "told_of_office_at", "opted_out_at"],
)
# Who is a member knows the office.
INVITE = text("""
    UPDATE providers SET told_of_office_at = clock_timestamp()
    FROM unnest(CAST(:ids AS uuid[]), CAST(:office_ids AS uuid[])) AS invited (id, office_id)
    WHERE providers.id = invited.id AND told_of_office_at IS NULL AND opted_out_at IS NULL
      AND NOT EXISTS (
          SELECT FROM memberships
          WHERE organisation_id = office_id AND member_provider_id = invited.id AND NOT ended
      )
    RETURNING providers.id, opt_out_ref
""")
HAS_OPTED_OUT = text("SELECT opted_out_at IS NOT NULL FROM providers WHERE opt_out_ref = :ref")
CHOOSE = text("""
    UPDATE providers
    SET opted_out_at = CASE WHEN :out THEN coalesce(opted_out_at, clock_timestamp()) END
    WHERE opt_out_ref = :ref
    RETURNING id
""")

# A mail that waits goes nowhere then: intake has no address under its reference any more.
FORGET = text("""
    UPDATE providers SET details_ref = NULL WHERE id = ANY(CAST(:ids AS uuid[]))
""")


class Providers:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def learn(self, details_refs: Mapping[UUID, str | None]) -> None:
        """The newest reference of each; without one the former stays. They are locked, by id."""
        rows = [{"id": each, "details_ref": details_refs[each]} for each in sorted(details_refs)]
        await LEARN.write(self.db, rows)

    async def forget(self, ids: Collection[UUID]) -> None:
        await self.db.execute(FORGET, {"ids": sorted(ids)})

    async def invite(self, invitations: Sequence[Invitation]) -> dict[UUID, UUID]:
        """The reference to opt out by of each that was not told before, and may be."""
        if not invitations:
            return {}
        asked = {
            "ids": [invitation.provider_id for invitation in invitations],
            "office_ids": [invitation.office_id for invitation in invitations],
        }
        return {row.id: row.opt_out_ref for row in await self.db.execute(INVITE, asked)}

    async def has_opted_out(self, opt_out_ref: UUID) -> bool | None:
        """None when nobody has this reference."""
        found: bool | None = (await self.db.execute(HAS_OPTED_OUT, {"ref": opt_out_ref})).scalar()
        return found

    async def choose(self, opt_out_ref: UUID, *, out: bool) -> bool:
        """Whether somebody has this reference."""
        found = await self.db.execute(CHOOSE, {"ref": opt_out_ref, "out": out})
        return found.first() is not None
