"""POS offices, who belongs to them, and what municipalities wrote to their members."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, Uuid, func
from sqlalchemy.dialects.postgresql import ARRAY

from notifications.tables.base import instant, metadata

offices = Table(
    "offices",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("municipality_codes", ARRAY(Text), nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
)
memberships = Table(
    "memberships",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("member_provider_id", Uuid),
    Column("member_organisation_id", Uuid),
    Column("ended", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Index(None, "organisation_id"),
)

# A provider's address stays in intake's vault, under the reference of its last question.
providers = Table(
    "providers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("details_ref", Text),
    Column("opt_out_ref", Uuid, nullable=False, server_default=func.gen_random_uuid()),
    instant("told_of_office_at", nullable=True),
    instant("opted_out_at", nullable=True),
    Index(None, "opt_out_ref", unique=True),
)

# Without its words: those are in the vault.
circulars = Table(
    "circulars",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("office_id", Uuid, nullable=False),
    Column("from_organisation_id", Uuid),
    Column("municipality_code", Text, nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("members", Integer, nullable=False),
    Column("opted_out", Integer, nullable=False),
    Column("without_address", Integer, nullable=False),
    instant("created_at"),
)
