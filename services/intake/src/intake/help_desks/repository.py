"""The help desks, and which municipality has which."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from contracts.vocabulary import Channel, Theme
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

FIND = """
    SELECT help_desks.*, array_agg(municipality_code ORDER BY municipality_code)
        AS municipality_codes
    FROM help_desks JOIN help_desk_municipalities ON help_desk_id = id
    WHERE {which} GROUP BY id ORDER BY name, id
"""
ALL = text(FIND.format(which="true"))
BY_ID = text(FIND.format(which="id = :id"))
BY_MUNICIPALITY = text(
    FIND.format(
        which="id IN (SELECT help_desk_id FROM help_desk_municipalities "
        "WHERE municipality_code = ANY(CAST(:codes AS text[])))"
    )
)

# Whoever else gives one of these municipalities a desk waits for this work.
TAKE_TURNS = text("SELECT pg_advisory_xact_lock(hashtext('help desks'))")

KEEP = text("""
    INSERT INTO help_desks
        (id, version, name, partner_organisation_ids, themes, channels, email, telephone)
    VALUES (:id, :version, :name, CAST(:partner_organisation_ids AS uuid[]),
        CAST(:themes AS text[]), CAST(:channels AS text[]), :email, :telephone)
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, name = excluded.name,
        partner_organisation_ids = excluded.partner_organisation_ids, themes = excluded.themes,
        channels = excluded.channels, email = excluded.email, telephone = excluded.telephone
""")
LEAVE = text("DELETE FROM help_desk_municipalities WHERE help_desk_id = :id")
COVER = text("""
    INSERT INTO help_desk_municipalities (municipality_code, help_desk_id)
    SELECT code, :id FROM unnest(CAST(:codes AS text[])) AS code
""")


@dataclass(frozen=True, slots=True)
class HelpDesk:
    """The one recognisable place, with its partners behind it (S1, A02)."""

    id: UUID
    version: int
    name: str
    municipality_codes: Sequence[str]
    partner_organisation_ids: Sequence[UUID]
    themes: Sequence[Theme]
    channels: Sequence[Channel]
    email: str | None
    telephone: str | None


class HelpDesks:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def take_turns(self) -> None:
        await self.db.execute(TAKE_TURNS)

    async def all(self) -> list[HelpDesk]:
        return [_desk(row) for row in await self.db.execute(ALL)]

    async def one(self, help_desk_id: UUID) -> HelpDesk | None:
        rows = await self.db.execute(BY_ID, {"id": help_desk_id})
        return next(map(_desk, rows), None)

    async def covering(self, municipality_codes: Sequence[str]) -> list[HelpDesk]:
        rows = await self.db.execute(BY_MUNICIPALITY, {"codes": list(municipality_codes)})
        return [_desk(row) for row in rows]

    async def of(self, municipality_code: str) -> HelpDesk | None:
        return next(iter(await self.covering([municipality_code])), None)

    async def keep(self, desk: HelpDesk) -> None:
        named = {name: getattr(desk, name) for name in HelpDesk.__slots__}
        await self.db.execute(KEEP, named)
        await self.db.execute(LEAVE, {"id": desk.id})
        await self.db.execute(COVER, {"id": desk.id, "codes": list(desk.municipality_codes)})


def _desk(row: Row[tuple[object, ...]]) -> HelpDesk:
    named = dict(row._mapping)
    return HelpDesk(
        **{
            **named,
            "themes": [Theme.read(code) for code in row.themes],
            "channels": [Channel.read(code) for code in row.channels],
        }
    )
