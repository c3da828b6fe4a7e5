"""Sports providers, and what partner organisations call them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from contracts.vocabulary import ProviderKind
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

ADD = text("""
    INSERT INTO providers (id, kind, municipality_code, registered_at)
    VALUES (:id, :kind, :municipality_code, :now)
    ON CONFLICT (id) DO NOTHING
""")

# The update changes nothing: it makes the statement return what was there already.
FIND = text("""
    WITH named AS (
        SELECT * FROM unnest(
            CAST(:organisation_ids AS uuid[]), CAST(:provider_refs AS text[]),
            CAST(:new_ids AS uuid[]), CAST(:kinds AS text[]), CAST(:municipality_codes AS text[])
        ) AS named (organisation_id, provider_ref, new_id, kind, municipality_code)
    ), found AS (
        INSERT INTO provider_references (organisation_id, provider_ref, provider_id)
        SELECT organisation_id, provider_ref, new_id FROM named
        ORDER BY organisation_id, provider_ref
        ON CONFLICT (organisation_id, provider_ref)
        DO UPDATE SET provider_ref = excluded.provider_ref
        RETURNING organisation_id, provider_ref, provider_id
    ), stubs AS (
        INSERT INTO providers (id, kind, municipality_code, registered_at)
        SELECT new_id, kind, municipality_code, :now
        FROM named JOIN found ON found.provider_id = named.new_id
    )
    SELECT organisation_id, provider_ref, provider_id FROM found
""")


@dataclass(frozen=True, slots=True)
class Named:
    """A provider as a partner organisation names it."""

    organisation_id: UUID
    provider_ref: str
    kind: ProviderKind
    municipality_code: str

    @property
    def name(self) -> tuple[UUID, str]:
        return self.organisation_id, self.provider_ref


class Providers:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def add(
        self, provider_id: UUID, kind: ProviderKind, municipality_code: str, now: datetime
    ) -> None:
        """Unless it is there already."""
        await self.db.execute(
            ADD,
            {
                "id": provider_id,
                "kind": kind,
                "municipality_code": municipality_code,
                "now": now,
            },
        )

    async def named(
        self, providers: Sequence[Named], now: datetime
    ) -> dict[tuple[UUID, str], UUID]:
        """Their ids; one that is new becomes a stub, to be completed by people."""
        once = list({provider.name: provider for provider in providers}.values())
        rows = await self.db.execute(
            FIND,
            {
                "now": now,
                "organisation_ids": [provider.organisation_id for provider in once],
                "provider_refs": [provider.provider_ref for provider in once],
                "new_ids": [uuid4() for _ in once],
                "kinds": [provider.kind for provider in once],
                "municipality_codes": [provider.municipality_code for provider in once],
            },
        )
        return {(row.organisation_id, row.provider_ref): row.provider_id for row in rows}
