"""The help desks: one for each municipality at most."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from intake.shared.table_parts import metadata

# E-mail address and telephone number are the desk's own, for everybody to know.
Table(
    "help_desks",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("partner_organisation_ids", ARRAY(Uuid), nullable=False),
    Column("themes", ARRAY(Text), nullable=False),
    Column("channels", ARRAY(Text), nullable=False),
    Column("email", Text),
    Column("telephone", Text),
)

Table(
    "help_desk_municipalities",
    metadata,
    Column("municipality_code", Text, primary_key=True),
    Column("help_desk_id", Uuid, ForeignKey("help_desks.id"), nullable=False, index=True),
)
