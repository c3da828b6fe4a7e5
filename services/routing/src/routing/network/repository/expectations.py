"""Which agreements on expectations have certain words, in whichever version."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

SAYING = text("SELECT DISTINCT expectation_id FROM expectations WHERE text_ref = :ref")


async def saying(text_ref: str, db: AsyncConnection) -> Sequence[UUID]:
    return (await db.execute(SAYING, {"ref": text_ref})).scalars().all()
