"""What must be sent, to whom by webhook, and the vault."""

from sqlalchemy import (
    BigInteger,
    Column,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from notifications.tables.base import instant, metadata

PENDING = text("state = 'pending'")

# The only table with addresses of mailboxes, and with words that somebody wrote.
Table(
    "vault",
    metadata,
    Column("kind", Text),
    Column("ref", Text),
    Column("organisation_id", Uuid, nullable=False),
    Column("content", JSONB, nullable=False),
    instant("changed_at"),
    PrimaryKeyConstraint("kind", "ref"),
)

Table(
    "subscriptions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("organisation_id", Uuid),
    Column("roles", ARRAY(Text), nullable=False),
    Column("municipality_codes", ARRAY(Text)),
    Column("event_types", ARRAY(Text), nullable=False),
    Column("url", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("former_secret", Text),
    instant("former_secret_until", nullable=True),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("version", Integer, nullable=False, server_default="0"),
    instant("created_at"),
    instant("changed_at"),
    Index(None, "owner"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("position", BigInteger, Identity(always=True), nullable=False),
    Column("means", Text, nullable=False),
    Column("outlet", Uuid, nullable=False),
    Column("lane", Text, nullable=False),
    Column("organisation_id", Uuid),
    Column("municipality_code", Text, nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("event_type", Text, nullable=False),
    Column("correlation_id", Text),
    Column("traceparent", Text),
    Column("body", Text),
    Column("template", Text),
    Column("recipient", JSONB),
    Column("about", JSONB),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("reason", Text),
    Column("answered", Integer),
    instant("next_attempt_at"),
    instant("created_at"),
    instant("changed_at"),
    Index("ix_deliveries_due", "outlet", "next_attempt_at", postgresql_where=PENDING),
    Index("ix_deliveries_lane", "lane", "position", postgresql_where=PENDING),
    Index(None, "outlet", "position"),
    Index(None, "event_id"),
)
