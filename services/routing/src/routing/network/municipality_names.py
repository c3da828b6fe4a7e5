"""What municipalities are called: as the one that takes part calls itself."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

NAME = text("""
    SELECT name FROM organisations
    WHERE kind = 'municipality' AND municipality_codes @> ARRAY[CAST(:code AS text)]
    ORDER BY organisation_id LIMIT 1
""")


async def municipality_name(db: AsyncConnection, code: str) -> str:
    """Its code where no municipality is registered."""
    name: str | None = (await db.execute(NAME, {"code": code})).scalar_one_or_none()
    return name or f"gemeente {code}"
