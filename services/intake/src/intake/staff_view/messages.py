"""What provider, desk and receiver write to each other, kept in the vault with the question."""

import json
from dataclasses import asdict, dataclass
from typing import Literal

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from intake.details.repository import read_json

ADD = text("""
    UPDATE vault
    SET content = jsonb_set(
        coalesce(content, '{}'), '{remarks}',
        coalesce(content -> 'remarks', '[]') || CAST(:remark AS jsonb)
    )
    WHERE ref = :ref
""")
OF = text("SELECT content -> 'remarks' AS remarks FROM vault WHERE ref = :ref")


@dataclass(frozen=True, slots=True)
class Message:
    by: Literal["desk", "provider", "receiver"]
    text: str
    at: str
    """In ISO 8601."""


class Messages:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def add(self, details_ref: str, remark: Message) -> None:
        added = json.dumps([asdict(remark)])
        await self.db.execute(ADD, {"ref": details_ref, "remark": added})

    async def of(self, details_ref: str) -> list[Message]:
        row = (await self.db.execute(OF, {"ref": details_ref})).first()
        return [Message(**remark) for remark in (row and read_json(row.remarks)) or ()]
