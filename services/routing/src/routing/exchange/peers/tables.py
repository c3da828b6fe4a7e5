"""Providers that may help each other, and what is known of where they are."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY

from routing.shared.table_parts import instant, metadata

# How much room the asker of a question about space has, and would like to have.
space_requests = Table(
    "space_requests",
    metadata,
    Column("question_id", Uuid, primary_key=True),
    Column("now_m2", Integer),
    Column("wanted_m2", Integer),
)

space_offers = Table(
    "space_offers",
    metadata,
    Column("offer_id", Uuid, primary_key=True),
    Column("municipality_code", Text, nullable=False),
    Column("provider_id", Uuid, nullable=False),
    Column("provider_kind", Text, nullable=False),
    Column("available_m2", Integer, nullable=False),
    Column("by_organisation_id", Uuid, nullable=False),
    Column("state", Text, nullable=False),
    instant("offered_at"),
    Index(None, "municipality_code", "offered_at"),
)

peer_matches = Table(
    "peer_matches",
    metadata,
    Column("match_id", Uuid, primary_key=True),
    Column("municipality_code", Text, nullable=False),
    Column("theme", Text, nullable=False),
    # Both questions or offers, the lower id first: the same two are never proposed again.
    Column("first_subject_id", Uuid, nullable=False),
    Column("second_subject_id", Uuid, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    instant("proposed_at"),
    instant("due_at", nullable=True),
    Column("before_m2", Integer),
    Column("after_m2", Integer),
    UniqueConstraint("first_subject_id", "second_subject_id"),
)

peers = Table(
    "peers",
    metadata,
    Column("peer_id", Uuid, primary_key=True),
    Column("match_id", Uuid, ForeignKey("peer_matches.match_id"), nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("municipality_code", Text, nullable=False),
    Column("provider_id", Uuid, nullable=False),
    Column("provider_kind", Text, nullable=False),
    Column("details_ref", Text),
    Column("represented_by", ARRAY(Uuid), nullable=False),
    Column("agrees", Boolean),
    Column("channel", Text),
    Index(None, "match_id"),
    Index(None, "municipality_code"),
    Index(None, "represented_by", postgresql_using="gin"),
)

Table(
    "context_profiles",
    metadata,
    Column("municipality_code", Text, primary_key=True),
    Column("region", Text, nullable=False),
    Column("size", Text, nullable=False),
    Column("urbanity", Integer, nullable=False),
    Column("social_diversity", Integer, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("version", Integer, nullable=False),
    instant("recorded_at"),
    Index(None, "region"),
)
