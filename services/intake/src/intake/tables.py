"""The tables that intake owns."""

from chassis.tables import new_metadata
from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = new_metadata()

Table(
    "providers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("municipality_code", Text, nullable=False),
    Column("registered_at", DateTime(timezone=True), nullable=False),
)

# What partner organisations call the providers.
Table(
    "provider_references",
    metadata,
    Column("organisation_id", Uuid),
    Column("provider_ref", Text),
    Column("provider_id", Uuid, ForeignKey("providers.id"), nullable=False),
    PrimaryKeyConstraint("organisation_id", "provider_ref"),
)

Table(
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
    Column("request_digest", Text),
    Index(None, "municipality_code", "received_at", "id"),
    Index(None, "received_by_organisation_id", "received_at", "id"),
    Index(None, "owner_organisation_id", "received_at", "id"),
    Index(None, "details_ref"),
)

# Every step ever taken, those that nobody is told included; never changed.
Table(
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
    Column("at", DateTime(timezone=True), nullable=False),
    Index(None, "question_id", "id"),
)

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
