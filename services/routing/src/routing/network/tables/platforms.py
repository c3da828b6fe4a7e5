"""Platforms, their seats, and who is a member of whom."""

from sqlalchemy import (
    Boolean,
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
from sqlalchemy.dialects.postgresql import ARRAY

from routing.shared.table_parts import instant, metadata

# Of these rows the last one that has begun counts; they are never changed.
platform_profiles = Table(
    "platform_profiles",
    metadata,
    Column("organisation_id", Uuid, ForeignKey("organisations.organisation_id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("levels", ARRAY(Text), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    instant("recorded_at"),
    PrimaryKeyConstraint("organisation_id", "version"),
)

seats = Table(
    "seats",
    metadata,
    Column("seat_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("body_organisation_id", Uuid, nullable=False),
    Column("holder_organisation_id", Uuid, nullable=False),
    Column("voting", Boolean, nullable=False),
    Column("delegates", Integer, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    instant("recorded_at"),
    Index(None, "body_organisation_id"),
)

memberships = Table(
    "memberships",
    metadata,
    Column("membership_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("parent_organisation_id", Uuid, nullable=False),
    Column("member_organisation_id", Uuid),
    Column("member_provider_id", Uuid),
    Column("started_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("leave_reason", Text),
    instant("recorded_at"),
    Index(None, "parent_organisation_id"),
    Index(None, "member_organisation_id"),
    Index(None, "member_provider_id"),
)
