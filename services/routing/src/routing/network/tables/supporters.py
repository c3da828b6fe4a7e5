"""Who supports providers, how they are qualified, and what was agreed on who does what."""

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
from sqlalchemy.dialects.postgresql import ARRAY

from routing.shared.table_parts import instant, metadata

supporters = Table(
    "supporters",
    metadata,
    Column("supporter_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("person_ref", Text, nullable=False),
    Column("municipality_codes", ARRAY(Text), nullable=False),
    Column("themes", ARRAY(Text), nullable=False),
    Column("provider_kinds", ARRAY(Text), nullable=False),
    Column("most_open", Integer),
    instant("recorded_at"),
    Index(None, "organisation_id"),
)

qualifications = Table(
    "qualifications",
    metadata,
    Column("qualification_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("supporter_id", Uuid, ForeignKey("supporters.supporter_id"), nullable=False),
    Column("code", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    instant("recorded_at"),
    Index(None, "supporter_id"),
)

# Of these rows the last one that has begun counts; they are never changed.
agreements = Table(
    "agreements",
    metadata,
    Column("agreement_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("municipality_code", Text, nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("role", Text, nullable=False),
    Column("theme", Text),
    Column("provider_kind", Text),
    Column("signatories", ARRAY(Uuid), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Column("review_on", Date, nullable=False),
    instant("recorded_at"),
    PrimaryKeyConstraint("agreement_id", "version"),
    Index(None, "municipality_code"),
)
