"""What is known of organisations that may be asked."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from contracts.vocabulary import Capacity, OrganisationKind, PlatformLevel, ProviderKind, Theme
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.assignment.domain.capacity import Room
from routing.assignment.domain.partner import Partner, Supporter

PARTNERS = text("""
    SELECT organisations.organisation_id, kind, organisations.valid_until < :today AS ended,
        levels, capacity, most_open, closed_until, absent_from, absent_until
    FROM organisations
    LEFT JOIN capacities USING (organisation_id)
    LEFT JOIN LATERAL (
        SELECT levels, valid_until FROM platform_profiles
        WHERE platform_profiles.organisation_id = organisations.organisation_id
            AND valid_from <= :today
        ORDER BY version DESC LIMIT 1
    ) AS profile ON profile.valid_until IS NULL OR profile.valid_until >= :today
    WHERE organisations.organisation_id = ANY(CAST(:ids AS uuid[]))
""")

SUPPORTERS = text("""
    SELECT organisation_id, municipality_codes, themes, provider_kinds, most_open, ARRAY(
        SELECT code FROM qualifications
        WHERE qualifications.supporter_id = supporters.supporter_id AND valid_from <= :today
            AND (valid_until IS NULL OR valid_until >= :today)
    ) AS qualifications
    FROM supporters WHERE organisation_id = ANY(CAST(:ids AS uuid[]))
""")

# What was declared; and a trade association takes no questions of its own members.
CONFLICTS = text("""
    SELECT organisation_id, provider_id FROM conflicts_of_interest
    WHERE organisation_id = ANY(CAST(:ids AS uuid[]))
        AND provider_id = ANY(CAST(:providers AS uuid[]))
    UNION
    SELECT organisation_id, member_provider_id FROM memberships
    JOIN organisations ON organisation_id = parent_organisation_id AND kind = 'trade_association'
    WHERE member_provider_id = ANY(CAST(:providers AS uuid[])) AND started_on <= :today
        AND (ended_on IS NULL OR ended_on > :today)
""")


@dataclass(frozen=True)
class Partners:
    db: AsyncConnection

    async def of(
        self, ids: Collection[UUID], providers: Collection[UUID], today: date
    ) -> dict[UUID, Partner]:
        """As they are on the day, to these providers."""
        if not ids:
            return {}
        asked = {"ids": list(ids), "today": today}
        supporters: dict[UUID, list[Supporter]] = defaultdict(list)
        for row in await self.db.execute(SUPPORTERS, asked):
            supporters[row.organisation_id].append(_supporter(row))
        conflicts: dict[UUID, set[UUID]] = defaultdict(set)
        for row in await self.db.execute(CONFLICTS, {**asked, "providers": list(providers)}):
            conflicts[row.organisation_id].add(row.provider_id)
        return {
            row.organisation_id: _partner(
                row, supporters[row.organisation_id], conflicts[row.organisation_id]
            )
            for row in await self.db.execute(PARTNERS, asked)
        }


def _partner(row: Row[Any], supporters: Iterable[Supporter], conflicts: set[UUID]) -> Partner:
    return Partner(
        kind=OrganisationKind.read(row.kind),
        ended=bool(row.ended),
        levels=None if row.levels is None else frozenset(map(PlatformLevel.read, row.levels)),
        room=room_of(row) if row.capacity else Room(),
        supporters=tuple(supporters),
        conflicts=frozenset(conflicts),
    )


def room_of(row: Row[Any]) -> Room:
    return Room(
        capacity=Capacity.read(row.capacity),
        most_open=row.most_open,
        closed_until=row.closed_until,
        absent_from=row.absent_from,
        absent_until=row.absent_until,
    )


def _supporter(row: Row[Any]) -> Supporter:
    return Supporter(
        qualifications=frozenset(row.qualifications),
        municipality_codes=frozenset(row.municipality_codes),
        themes=frozenset(map(Theme.read, row.themes)),
        provider_kinds=frozenset(map(ProviderKind.read, row.provider_kinds)),
        most_open=row.most_open,
    )
