"""Working notes about cases: what is written is in the vault, and here who wrote it and when."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from routing.shared.vault_texts import VaultTexts

ADD = text("""
    INSERT INTO case_notes (note_id, question_id, vault_ref, by_organisation_id, at)
    VALUES (:note_id, :question_id, :vault_ref, :by_organisation_id, :at)
""")

OF = text("""
    SELECT note_id, vault_ref, by_organisation_id, at FROM case_notes
    WHERE question_id = :question_id
      AND (CAST(:every AS boolean) OR by_organisation_id = CAST(:organisation_id AS uuid))
    ORDER BY note_id
""")


@dataclass(frozen=True, slots=True)
class Note:
    """`by_organisation_id` None: the desk wrote it; `text` None: it was erased."""

    note_id: UUID
    text: str | None
    by_organisation_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class Notes:
    db: AsyncConnection

    async def add(self, question_id: UUID, words: str, by: UUID | None, now: datetime) -> Note:
        note = Note(uuid7(), words, by, now)
        ref = await VaultTexts(self.db).put(words, by, now)
        row = {"note_id": note.note_id, "question_id": question_id, "vault_ref": ref}
        await self.db.execute(ADD, {**row, "by_organisation_id": by, "at": now})
        return note

    async def of(self, question_id: UUID, every: bool, organisation_id: UUID | None) -> list[Note]:
        """All of them, or those of an organisation."""
        whose = {"every": every, "organisation_id": organisation_id}
        rows = (await self.db.execute(OF, {"question_id": question_id, **whose})).all()
        words = await VaultTexts(self.db).read([row.vault_ref for row in rows])
        return [Note(r.note_id, words.get(r.vault_ref), r.by_organisation_id, r.at) for r in rows]
