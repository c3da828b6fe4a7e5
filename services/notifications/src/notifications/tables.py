"""The tables that notifications owns."""

from chassis.tables import new_metadata
from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = new_metadata()
PENDING = text("state = 'pending'")


def _instant(name: str, *, nullable: bool = False) -> Column[object]:
    default = None if nullable else func.clock_timestamp()
    return Column(name, DateTime(timezone=True), nullable=nullable, server_default=default)


# What others announced, as far as messages need it.
Table(
    "organisations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("municipality_codes", ARRAY(Text), nullable=False),
    Column("version", Integer, nullable=False),
)
Table(
    "questions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("theme", Text),
    Column("details_ref", Text),
    Column("received_by_organisation_id", Uuid),
    Column("party_ids", ARRAY(Uuid)),
)

# The only table with addresses of mailboxes.
Table(
    "vault",
    metadata,
    Column("kind", Text),
    Column("ref", Text),
    Column("organisation_id", Uuid, nullable=False),
    Column("content", JSONB, nullable=False),
    _instant("changed_at"),
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
    _instant("former_secret_until", nullable=True),
    Column("wish", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("version", Integer, nullable=False, server_default="0"),
    _instant("created_at"),
    _instant("changed_at"),
    Index(None, "owner"),
)

Table(
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
    _instant("next_attempt_at"),
    _instant("created_at"),
    _instant("changed_at"),
    Index("ix_deliveries_due", "outlet", "next_attempt_at", postgresql_where=PENDING),
    Index("ix_deliveries_lane", "lane", "position", postgresql_where=PENDING),
    Index(None, "outlet", "position"),
    Index(None, "event_id"),
)
