"""Questions, and every step ever taken with them."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from intake.shared.table_parts import metadata

questions = Table(
    "questions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("municipality_code", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("provider_id", Uuid, ForeignKey("providers.id"), nullable=False),
    Column("provider_kind", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("received_by_organisation_id", Uuid),
    Column("details_ref", Text, nullable=False),
    Column("consent", Text, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("received_at", DateTime(timezone=True), nullable=False),
    Column("due_at", DateTime(timezone=True)),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("handover_id", Uuid),
    Column("asked_organisation_id", Uuid),
    Column("owner_organisation_id", Uuid),
    Column("outcome", Text),
    Column("into_question_id", Uuid, ForeignKey("questions.id")),
    Column("kind", Text, nullable=False, server_default="question"),
    Column("subtheme", Text),
    Column("introduced_by_organisation_id", Uuid),
    Column("members", Integer),
    Column("space_now_m2", Integer),
    Column("space_wanted_m2", Integer),
    Column("area_code", Text),
    Column("municipality_code_sent", Text),
    Index(None, "municipality_code", "received_at", "id"),
    Index(None, "received_by_organisation_id", "received_at", "id"),
    Index(None, "owner_organisation_id", "received_at", "id"),
    Index(None, "details_ref"),
    Index(None, "provider_id", "received_at"),
    Index(None, "into_question_id"),
)

# Those that nobody is told included; never changed.
question_steps = Table(
    "question_steps",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("question_id", Uuid, ForeignKey("questions.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("from_state", Text),
    Column("to_state", Text, nullable=False),
    Column("by_role", Text, nullable=False),
    Column("by_organisation_id", Uuid),
    Column("reason", Text),
    Column("about", JSONB, nullable=False),
    Column("changes", JSONB, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Index(None, "question_id", "id"),
)
