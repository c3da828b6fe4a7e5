"""The POS offices of entrepreneurs, and the people and organisations around them."""

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

pos_offices = Table(
    "pos_offices",
    metadata,
    Column("organisation_id", Uuid, ForeignKey("organisations.organisation_id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("municipality_codes", ARRAY(Text), nullable=False),
    Column("size", Text, nullable=False),
    Column("initiated_by", Text, nullable=False),
    Column("legal_form", Text),
    Column("umbrella_organisation_id", Uuid),
    instant("recorded_at"),
    Index(None, "municipality_codes", postgresql_using="gin"),
)

office_leads = Table(
    "office_leads",
    metadata,
    Column("lead_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("office_id", Uuid, nullable=False),
    Column("person_ref", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    instant("recorded_at"),
    Index(None, "office_id"),
)

office_facilitators = Table(
    "office_facilitators",
    metadata,
    Column("facilitator_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("office_id", Uuid, nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    instant("recorded_at"),
    Index(None, "office_id"),
)

# Roles with a municipality: by reference to a person, or to an organisation, or to neither.
officials = Table(
    "officials",
    metadata,
    Column("official_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("municipality_organisation_id", Uuid, nullable=False),
    Column("role", Text, nullable=False),
    Column("person_ref", Text),
    Column("organisation_id", Uuid),
    Column("programme", Text),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    instant("recorded_at"),
    Index(None, "municipality_organisation_id"),
    Index(None, "organisation_id"),
)

# What POS, office and municipality expect of each other; the rows are never changed.
expectations = Table(
    "expectations",
    metadata,
    Column("expectation_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("umbrella_organisation_id", Uuid, nullable=False),
    Column("office_id", Uuid, nullable=False),
    Column("municipality_organisation_id", Uuid, nullable=False),
    Column("text_ref", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Column("review_on", Date, nullable=False),
    instant("recorded_at"),
    PrimaryKeyConstraint("expectation_id", "version"),
    Index(None, "text_ref"),
)
