"""Organisations, and the versions of their agreements."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from routing.shared.table_parts import instant, metadata

organisations = Table(
    "organisations",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("municipality_codes", ARRAY(Text), nullable=False),
    Column("version", Integer, nullable=False),
    instant("recorded_at"),
    Column("valid_until", Date),
    Index(None, "municipality_codes", postgresql_using="gin"),
)

# The row that is locked while a version is added; the versions are never changed.
Table(
    "routing_rules",
    metadata,
    Column("rule_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
)

routing_rule_versions = Table(
    "routing_rule_versions",
    metadata,
    Column("rule_id", Uuid, ForeignKey("routing_rules.rule_id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("municipality_code", Text, nullable=False),
    Column("entry_organisation_id", Uuid),
    Column("theme", Text),
    Column("provider_kind", Text),
    Column("via_organisation_id", Uuid),
    Column("receivers", JSONB, nullable=False),
    Column("escalate_to_organisation_id", Uuid, nullable=False),
    Column("mode", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    instant("recorded_at"),
    PrimaryKeyConstraint("rule_id", "version"),
    Index(None, "municipality_code"),
)
