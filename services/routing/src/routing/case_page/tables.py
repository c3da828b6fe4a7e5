"""Notes of the desk about a case."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Table,
    Text,
    Uuid,
)

from routing.shared.table_parts import instant, metadata

# What is written is in the vault; without an organisation it was the desk that wrote it.
Table(
    "case_notes",
    metadata,
    Column("note_id", Uuid, primary_key=True),
    Column("question_id", Uuid, ForeignKey("questions.question_id"), nullable=False),
    Column("vault_ref", Text, nullable=False),
    Column("by_organisation_id", Uuid),
    instant("at"),
    Index(None, "question_id", "at"),
)
