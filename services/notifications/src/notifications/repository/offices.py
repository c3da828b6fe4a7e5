"""POS offices, and who belongs to them."""

from collections.abc import Collection, Mapping
from operator import attrgetter
from uuid import UUID

from chassis.database.bulk import insert_into, replacing
from contracts.network import MembershipEnded, MembershipFact, PosOfficeFounded
from contracts.vocabulary import OfficeState
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.offices import Member
from notifications.tables.offices import memberships, offices

LEARN_OFFICES = insert_into(
    offices, f"{replacing(offices)} WHERE offices.version < excluded.version"
)
ACTIVE_IN = text("""
    SELECT DISTINCT ON (code) code, id
    FROM offices CROSS JOIN unnest(municipality_codes) AS code
    WHERE state = :active AND code = ANY(CAST(:codes AS text[]))
    ORDER BY code, id
""")
IS_IN = text("""
    SELECT state <> :dissolved FROM offices
    WHERE id = :id AND :municipality_code = ANY(municipality_codes)
""")

LEARN_MEMBERSHIPS = insert_into(
    memberships,
    """
    ON CONFLICT (id) DO UPDATE
    SET ended = excluded.ended, version = excluded.version,
        member_provider_id =
            coalesce(excluded.member_provider_id, memberships.member_provider_id),
        member_organisation_id =
            coalesce(excluded.member_organisation_id, memberships.member_organisation_id)
    WHERE memberships.version < excluded.version
    """,
)
MEMBERS = text("""
    SELECT DISTINCT member_organisation_id, member_provider_id, vault.ref AS organisation_ref,
           details_ref, opt_out_ref, opted_out_at IS NOT NULL AS opted_out
    FROM memberships
    LEFT JOIN providers ON providers.id = member_provider_id
    LEFT JOIN vault ON kind = 'mail_address' AND ref = member_organisation_id::text
    WHERE memberships.organisation_id = :office_id AND NOT ended
    ORDER BY member_organisation_id, member_provider_id
""")


class Offices:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def learn(self, facts: Collection[PosOfficeFounded]) -> None:
        newest = {fact.organisation_id: fact for fact in facts}.values()
        rows = [
            {
                "id": fact.organisation_id,
                "municipality_codes": fact.municipality_codes,
                "state": fact.state,
                "version": fact.version,
            }
            for fact in sorted(newest, key=attrgetter("organisation_id"))
        ]
        await LEARN_OFFICES.write(self.db, rows)

    async def active_in(self, municipality_codes: Collection[str]) -> Mapping[str, UUID]:
        """By municipality; where there are several, always the same one."""
        if not municipality_codes:
            return {}
        asked = {"codes": list(municipality_codes), "active": OfficeState.ACTIVE}
        return {row.code: row.id for row in await self.db.execute(ACTIVE_IN, asked)}

    async def works_in(self, office_id: UUID, municipality_code: str) -> bool | None:
        """None when there is no such office in the municipality; false when it is no more."""
        asked = {
            "id": office_id,
            "municipality_code": municipality_code,
            "dissolved": OfficeState.DISSOLVED,
        }
        found: bool | None = (await self.db.execute(IS_IN, asked)).scalar()
        return found


class Memberships:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def learn(self, facts: Collection[MembershipFact]) -> None:
        newest = {fact.membership_id: fact for fact in facts}.values()
        rows = [
            {
                "id": fact.membership_id,
                "organisation_id": fact.organisation_id,
                "member_provider_id": fact.member_provider_id,
                "member_organisation_id": fact.member_organisation_id,
                "ended": isinstance(fact, MembershipEnded),
                "version": fact.version,
            }
            for fact in sorted(newest, key=attrgetter("membership_id"))
        ]
        await LEARN_MEMBERSHIPS.write(self.db, rows)

    async def of(self, office_id: UUID) -> list[Member]:
        """Each once, however often it is a member."""
        return [
            Member("organisation", row.organisation_ref)
            if row.member_organisation_id
            else Member("provider", row.details_ref, row.opt_out_ref, row.opted_out or False)
            for row in await self.db.execute(MEMBERS, {"office_id": office_id})
        ]
