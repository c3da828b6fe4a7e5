"""What is known of sports providers: kind, disciplines and size, never a name."""

import json
from collections.abc import Sequence
from datetime import datetime

from contracts.providers import ProviderRegistered
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

LEARN = text("""
    INSERT INTO providers AS known
        (provider_id, version, municipality_code, kind, disciplines, size, recorded_at)
    SELECT provider_id, version, municipality_code, kind, disciplines, size, :now
    FROM jsonb_populate_recordset(CAST(NULL AS providers), CAST(:rows AS jsonb))
    ORDER BY provider_id
    ON CONFLICT (provider_id) DO UPDATE
    SET version = excluded.version, municipality_code = excluded.municipality_code,
        kind = excluded.kind, disciplines = excluded.disciplines, size = excluded.size,
        recorded_at = excluded.recorded_at
    WHERE known.version < excluded.version
""")


async def learn(
    registered: Sequence[ProviderRegistered], now: datetime, db: AsyncConnection
) -> None:
    """Each event says all of its provider; the latest version stays."""
    rows = json.dumps([each.model_dump(mode="json") for each in registered])
    await db.execute(LEARN, {"rows": rows, "now": now})
