"""The history of every case."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from routing.shared.table_parts import instant, metadata

# Never changed; it names nobody: who a case is assigned to is in the work list alone.
case_entries = Table(
    "case_entries",
    metadata,
    Column("question_id", Uuid, ForeignKey("questions.question_id"), nullable=False),
    Column("number", Integer, nullable=False),
    instant("at"),
    Column("what", Text, nullable=False),
    Column("handover_id", Uuid),
    Column("organisation_id", Uuid),
    Column("by_party", Text),
    Column("by_organisation_id", Uuid),
    Column("reason", Text),
    Column("question_changes", JSONB, nullable=False),
    Column("handover_changes", JSONB, nullable=False),
    PrimaryKeyConstraint("question_id", "number"),
)
