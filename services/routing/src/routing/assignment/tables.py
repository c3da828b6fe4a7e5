"""What else decides who is asked, and what was compared when it was decided."""

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
from sqlalchemy.dialects.postgresql import JSONB

from routing.shared.table_parts import instant, metadata

capacities = Table(
    "capacities",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("capacity", Text, nullable=False),
    Column("most_open", Integer),
    Column("closed_until", Date),
    Column("absent_from", Date),
    Column("absent_until", Date),
    instant("recorded_at"),
)

Table(
    "conflicts_of_interest",
    metadata,
    Column("organisation_id", Uuid, nullable=False),
    Column("provider_id", Uuid, nullable=False),
    Column("declared_on", Date, nullable=False),
    PrimaryKeyConstraint("organisation_id", "provider_id"),
)

# From here on: only added to, never changed; the database itself refuses it.

considerations = Table(
    "considerations",
    metadata,
    Column("consideration_id", Uuid, primary_key=True),
    Column("question_id", Uuid, ForeignKey("questions.question_id"), nullable=False),
    Column("handover_id", Uuid),
    Column("basis", Text),
    Column("ground_id", Uuid),
    Column("ground_version", Integer),
    Column("weighed", JSONB, nullable=False),
    instant("at"),
    Index(None, "question_id", "at"),
    Index(None, "handover_id"),
)

reroutes = Table(
    "reroutes",
    metadata,
    Column("reroute_id", Uuid, primary_key=True),
    Column("question_id", Uuid, ForeignKey("questions.question_id"), nullable=False),
    Column("to_organisation_id", Uuid),
    Column("by_organisation_id", Uuid),
    Column("reason", Text, nullable=False),
    instant("at"),
    Index(None, "question_id", "at"),
)

capacity_requests = Table(
    "capacity_requests",
    metadata,
    Column("capacity_request_id", Uuid, primary_key=True),
    Column("handover_id", Uuid, ForeignKey("handovers.handover_id"), nullable=False, unique=True),
    Column("by_organisation_id", Uuid),
    instant("at"),
)

responsibility_matrices = Table(
    "responsibility_matrices",
    metadata,
    Column("matrix_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("municipality_code", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    instant("recorded_at"),
    PrimaryKeyConstraint("municipality_code", "version"),
)

responsibilities = Table(
    "responsibilities",
    metadata,
    Column("municipality_code", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("theme", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    PrimaryKeyConstraint("municipality_code", "version", "theme", "role", "organisation_id"),
)
