"""Every version of everything in the register; and what reports compare its members with."""

from sqlalchemy import (
    Column,
    Date,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from routing.shared.table_parts import instant, metadata

# Only added to, never changed: the database itself refuses it.
register_versions = Table(
    "register_versions",
    metadata,
    Column("kind", Text, nullable=False),
    Column("thing_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("entry", JSONB, nullable=False),
    instant("recorded_at"),
    PrimaryKeyConstraint("kind", "thing_id", "version"),
)

# What intake says of each sports provider; never a name.
providers = Table(
    "providers",
    metadata,
    Column("provider_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("municipality_code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("disciplines", ARRAY(Text), nullable=False),
    Column("size", Text),
    instant("recorded_at"),
)

# How many entrepreneurs there are by discipline and size: `numbers` says it of a municipality.
reference_distributions = Table(
    "reference_distributions",
    metadata,
    Column("municipality_code", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("numbers", JSONB, nullable=False),
    instant("recorded_at"),
)
