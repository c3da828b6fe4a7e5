"""What is of persons: what they wrote, how they come back, and by what they are recognised."""

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from intake.shared.table_parts import metadata

# The only place for names, addresses, numbers and what people wrote.
Table(
    "vault",
    metadata,
    Column("ref", Text, primary_key=True),
    Column("organisation_id", Uuid),
    Column("partner_ref", Text),
    Column("content", JSONB),
    Column("put_at", DateTime(timezone=True)),
    UniqueConstraint("organisation_id", "partner_ref"),
)

# SHA-256 of the token in the link by which an asker without an account follows a question.
Table(
    "private_links",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("question_id", Uuid, ForeignKey("questions.id"), nullable=False),
    Index(None, "question_id"),
)

# Keyed hashes of askers' addresses and numbers: they tell only that two are the same.
Table(
    "asker_marks",
    metadata,
    Column("mark", Text),
    Column("question_id", Uuid, ForeignKey("questions.id")),
    PrimaryKeyConstraint("mark", "question_id"),
    Index(None, "question_id"),
)
