"""What others announced, as far as messages need it."""

from sqlalchemy import Column, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from notifications.tables.base import metadata

organisations = Table(
    "organisations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("municipality_codes", ARRAY(Text), nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", Text),
)
questions = Table(
    "questions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("theme", Text),
    Column("details_ref", Text),
    Column("received_by_organisation_id", Uuid),
    Column("party_ids", ARRAY(Uuid)),
)

# Of signals and advice: whose business each is.
matters = Table(
    "matters",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("party_ids", ARRAY(Uuid), nullable=False),
)
