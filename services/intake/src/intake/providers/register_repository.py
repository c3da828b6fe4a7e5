"""The register of sports providers; what is a person's is in the vault."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from contracts.vocabulary import LegalForm, ProviderKind, SizeClass
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from intake.details.repository import new_ref
from intake.providers.domain import Provider
from intake.shared.scope import Scope

ENSURE = text("""
    INSERT INTO providers (id, kind, municipality_code, registered_at)
    SELECT id, kind, code, :now
    FROM unnest(CAST(:ids AS uuid[]), CAST(:kinds AS text[]), CAST(:codes AS text[]))
        AS given (id, kind, code)
    ORDER BY id ON CONFLICT (id) DO NOTHING
""")

FIND: Final = """
    SELECT providers.*, coalesce(name, content ->> 'name') AS full_name,
        content ->> 'kvk_number' AS kvk_number
    FROM providers LEFT JOIN vault ON vault.ref = providers.details_ref
"""
LOCKED = text(f"{FIND} WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR UPDATE OF providers")
PAGE = text(f"""
    {FIND}
    WHERE (municipality_code = ANY(CAST(:municipalities AS text[])) OR :everywhere)
      AND (CAST(:codes AS text[]) IS NULL OR municipality_code = ANY(CAST(:codes AS text[])))
      AND (CAST(:id AS uuid) IS NULL OR id = :id)
      AND (CAST(:after AS uuid) IS NULL OR id > :after)
    ORDER BY id LIMIT :limit
""")

KEEP = text("""
    WITH given AS (
        SELECT * FROM unnest(
            CAST(:ids AS uuid[]), CAST(:kinds AS text[]), CAST(:codes AS text[]),
            CAST(:versions AS integer[]), CAST(:names AS text[]), CAST(:disciplines AS text[]),
            CAST(:legal_forms AS text[]), CAST(:sizes AS text[]), CAST(:refs AS text[]),
            CAST(:personal AS text[])
        ) AS given (id, kind, code, version, name, disciplines, legal_form, size, ref, personal)
    ), kept AS (
        UPDATE providers SET kind = given.kind, municipality_code = code,
            version = given.version, name = given.name, legal_form = given.legal_form,
            size = given.size, disciplines = string_to_array(given.disciplines, ','),
            details_ref = coalesce(details_ref, ref)
        FROM given WHERE providers.id = given.id
        RETURNING details_ref, personal
    )
    INSERT INTO vault (ref, content, put_at) SELECT details_ref, personal::jsonb, :now FROM kept
    ON CONFLICT (ref) DO UPDATE SET content = excluded.content, put_at = excluded.put_at
""")


class Register:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def ensure(self, providers: Sequence[Provider], now: datetime) -> None:
        """Those that are not there come to be, to be held."""
        values = {
            "ids": [provider.id for provider in providers],
            "kinds": [provider.kind for provider in providers],
            "codes": [provider.municipality_code for provider in providers],
        }
        await self.db.execute(ENSURE, {**values, "now": now})

    async def locked(self, ids: Sequence[UUID]) -> dict[UUID, Provider]:
        rows = await self.db.execute(LOCKED, {"ids": list(ids)})
        return {row.id: _provider(row) for row in rows}

    async def page(
        self,
        scope: Scope,
        *,
        codes: Sequence[str] | None = None,
        provider_id: UUID | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> list[Provider]:
        named = {"codes": codes, "id": provider_id, "after": after, "limit": limit}
        rows = await self.db.execute(PAGE, {**scope.parameters(), **named})
        return [_provider(row) for row in rows]

    async def keep(self, providers: Sequence[Provider], now: datetime) -> None:
        await self.db.execute(
            KEEP,
            {
                "now": now,
                "ids": [provider.id for provider in providers],
                "kinds": [provider.kind for provider in providers],
                "codes": [provider.municipality_code for provider in providers],
                "versions": [provider.version for provider in providers],
                "names": [None if provider.is_person else provider.name for provider in providers],
                "disciplines": [",".join(provider.disciplines) for provider in providers],
                "legal_forms": [provider.legal_form for provider in providers],
                "sizes": [provider.size for provider in providers],
                "refs": [new_ref() for _ in providers],
                "personal": [_personal(provider) for provider in providers],
            },
        )


def _personal(provider: Provider) -> str:
    values = {
        "name": provider.name if provider.is_person else None,
        "kvk_number": provider.kvk_number,
    }
    return json.dumps({name: value for name, value in values.items() if value is not None})


def _provider(row: Row[Any]) -> Provider:
    return Provider(
        id=row.id,
        municipality_code=row.municipality_code,
        kind=ProviderKind.read(row.kind),
        name=row.full_name,
        disciplines=tuple(row.disciplines),
        legal_form=LegalForm.read(row.legal_form) if row.legal_form else None,
        size=SizeClass.read(row.size) if row.size else None,
        kvk_number=row.kvk_number,
        version=row.version,
    )
