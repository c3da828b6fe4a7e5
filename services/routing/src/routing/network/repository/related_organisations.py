"""What entries are judged by: the organisations and supporters that they name."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from contracts.vocabulary import OrganisationKind
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.network.domain.entry import Entry, Known, RelatedOrganisations
from routing.network.domain.organisations import Membership
from routing.network.domain.supporters import Qualification

ORGANISATIONS = text("""
    SELECT organisation_id, kind, municipality_codes FROM organisations
    WHERE organisation_id = ANY(CAST(:ids AS uuid[]))
""")

SUPPORTERS = text("""
    SELECT supporter_id, organisation_id FROM supporters
    WHERE supporter_id = ANY(CAST(:ids AS uuid[]))
""")

PARENTS = text("""
    SELECT member_organisation_id, parent_organisation_id FROM memberships
    WHERE member_organisation_id IS NOT NULL AND ended_on IS NULL
""")


async def related_organisations(
    entries: Sequence[Entry], db: AsyncConnection
) -> RelatedOrganisations:
    supporters = await _supporters(entries, db)
    named = {each for entry in entries for _, each, _ in entry.organisations()}
    rows = await db.execute(ORGANISATIONS, {"ids": list(named.union(supporters.values()))})
    organisations = {
        row.organisation_id: Known(OrganisationKind.read(row.kind), row.municipality_codes)
        for row in rows
    }
    return RelatedOrganisations(organisations, supporters, await _parents(entries, db))


async def _supporters(entries: Sequence[Entry], db: AsyncConnection) -> dict[UUID, UUID]:
    ids = {entry.supporter_id for entry in entries if isinstance(entry, Qualification)}
    rows = await db.execute(SUPPORTERS, {"ids": list(ids)}) if ids else ()
    return {row.supporter_id: row.organisation_id for row in rows}


async def _parents(entries: Sequence[Entry], db: AsyncConnection) -> dict[UUID, set[UUID]]:
    """With the memberships among these entries themselves."""
    members = [entry for entry in entries if isinstance(entry, Membership)]
    parents: dict[UUID, set[UUID]] = defaultdict(set)
    for row in await db.execute(PARENTS) if members else ():
        parents[row.member_organisation_id].add(row.parent_organisation_id)
    for entry in members:
        if entry.member_organisation_id and not entry.ended_on:
            parents[entry.member_organisation_id].add(entry.parent_organisation_id)
    return parents
