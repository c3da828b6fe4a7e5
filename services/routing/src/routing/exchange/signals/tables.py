"""Signals and clusters of them, advice, and every step of each."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)

from routing.shared.table_parts import instant, metadata

Table(
    "clusters",
    metadata,
    Column("cluster_id", Uuid, primary_key=True),
    Column("municipality_code", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("policy_domain", Text),
    Column("made_by_organisation_id", Uuid),
    instant("made_at"),
    Index(None, "municipality_code", "made_at"),
)

signals = Table(
    "signals",
    metadata,
    Column("signal_id", Uuid, primary_key=True),
    Column("municipality_code", Text, nullable=False),
    Column("by_organisation_id", Uuid, nullable=False),
    Column("theme", Text, nullable=False),
    Column("policy_domain", Text),
    Column("questions", Integer),
    instant("reported_at"),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("cluster_id", Uuid, ForeignKey("clusters.cluster_id")),
    Column("agenda_of_organisation_id", Uuid),
    instant("due_at", nullable=True),
    Index(None, "municipality_code", "reported_at"),
    Index(None, "by_organisation_id"),
    Index(None, "cluster_id"),
    Index(
        "ix_signals_on_agenda",
        "agenda_of_organisation_id",
        postgresql_where=text("due_at IS NOT NULL"),
    ),
)

signal_questions = Table(
    "signal_questions",
    metadata,
    Column("signal_id", Uuid, ForeignKey("signals.signal_id"), nullable=False),
    Column("question_id", Uuid, nullable=False),
    PrimaryKeyConstraint("signal_id", "question_id"),
)

# Which organisations of other fields of policy want to hear of signals in theirs.
policy_domain_interests = Table(
    "policy_domain_interests",
    metadata,
    Column("organisation_id", Uuid, nullable=False),
    Column("policy_domain", Text, nullable=False),
    PrimaryKeyConstraint("organisation_id", "policy_domain"),
    Index(None, "policy_domain"),
)

advice = Table(
    "advice",
    metadata,
    Column("advice_id", Uuid, primary_key=True),
    Column("municipality_code", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("adviser_organisation_id", Uuid, nullable=False),
    Column("advised_organisation_id", Uuid, nullable=False),
    Column("solicited", Boolean, nullable=False),
    Column("signal_id", Uuid),
    instant("begun_at"),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("members", Integer),
    Column("response", Text),
    instant("due_at", nullable=True),
    Column("overdue", Boolean, nullable=False),
    Index(None, "adviser_organisation_id", "begun_at"),
    Index(None, "advised_organisation_id", "begun_at"),
    Index(None, "municipality_code", "begun_at"),
)

# Every step ever taken of a signal, advice or a peer match; never changed.
Table(
    "steps",
    metadata,
    Column("place", BigInteger, Identity(always=True), primary_key=True),
    Column("thing_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("from_state", Text),
    Column("to_state", Text, nullable=False),
    Column("by_party", Text, nullable=False),
    Column("by_organisation_id", Uuid),
    Column("about", Text),
    Column("words_ref", Text),
    instant("at"),
    Index(None, "thing_id", "place"),
)
