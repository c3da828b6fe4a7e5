"""Sports providers."""

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY

from intake.shared.table_parts import metadata

# Version 0: known from a question only, to be completed by people. A sole trader's name is a
# person's: like every KvK number it is in the vault, under `details_ref`.
Table(
    "providers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("municipality_code", Text, nullable=False),
    Column("registered_at", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("name", Text),
    Column("details_ref", Text),
    Column("disciplines", ARRAY(Text), nullable=False, server_default="{}"),
    Column("legal_form", Text),
    Column("size", Text),
    Index(None, "municipality_code", "id"),
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
