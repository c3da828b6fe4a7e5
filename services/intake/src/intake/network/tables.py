"""What routing says of the network, as far as intake works by it."""

from sqlalchemy import Column, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from intake.shared.table_parts import metadata

# Terms that a municipality set for itself, by kind; the others are those of the settings.
Table(
    "municipality_terms",
    metadata,
    Column("municipality_code", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("terms", JSONB, nullable=False),
)

Table(
    "organisations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
)
