"""Questions, who was asked to take them over, and every step of it."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from routing.shared.table_parts import instant, metadata

questions = Table(
    "questions",
    metadata,
    Column("question_id", Uuid, primary_key=True),
    Column("municipality_code", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("provider_id", Uuid, nullable=False),
    Column("provider_kind", Text, nullable=False),
    Column("received_by_organisation_id", Uuid),
    Column("details_ref", Text, nullable=False),
    Column("consent", Text, nullable=False),
    Column("ended", Boolean, nullable=False),
    Column("waiting", Text),
    instant("decide_by", nullable=True),
    Column("escalations", Integer, nullable=False),
    instant("overdue_since", nullable=True),
    Column("awaits", Text),
    instant("awaits_until", nullable=True),
    Column("version", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("introduced_by_organisation_id", Uuid),
    instant("received_at", nullable=True),
    Index(None, "municipality_code", "received_at"),
    Index(
        "ix_questions_waiting",
        "municipality_code",
        "question_id",
        postgresql_where=text("waiting IS NOT NULL"),
    ),
)

handovers = Table(
    "handovers",
    metadata,
    Column("handover_id", Uuid, primary_key=True),
    Column("question_id", Uuid, ForeignKey("questions.question_id"), nullable=False),
    Column("municipality_code", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("to_organisation_id", Uuid, nullable=False),
    Column("from_organisation_id", Uuid),
    Column("via_organisation_id", Uuid),
    Column("escalate_to_organisation_id", Uuid, nullable=False),
    Column("rule_id", Uuid, nullable=False),
    Column("rule_version", Integer, nullable=False),
    Column("mode", Text, nullable=False),
    Column("consent", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    instant("requested_at"),
    instant("acknowledge_by"),
    instant("reply_by"),
    instant("contact_by", nullable=True),
    instant("due_at", nullable=True),
    Column("reminders", Integer, nullable=False),
    instant("overdue_since", nullable=True),
    Column("receiver_kind", Text),
    Column("receiver_ref", Text),
    instant("sender_told_at", nullable=True),
    Column("introduction", Text),
    instant("contact_at", nullable=True),
    Column("contact_confirmed", Boolean),
    Column("outcome", Text),
    Column("cold_because", JSONB, nullable=False),
    instant("ended_at", nullable=True),
    Index(None, "question_id", "attempt", unique=True),
    Index(
        "uq_handovers_open",
        "question_id",
        unique=True,
        postgresql_where=text("ended_at IS NULL"),
    ),
    Index(
        "ix_handovers_open_at",
        "to_organisation_id",
        postgresql_where=text("ended_at IS NULL"),
    ),
    Index(None, "to_organisation_id", "requested_at"),
    Index(None, "from_organisation_id", "requested_at"),
    Index(None, "via_organisation_id", "requested_at"),
    Index(None, "municipality_code", "requested_at"),
)

# Every step ever taken; never changed.
handover_steps = Table(
    "handover_steps",
    metadata,
    Column("handover_id", Uuid, ForeignKey("handovers.handover_id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("from_state", Text),
    Column("to_state", Text, nullable=False),
    Column("by_party", Text, nullable=False),
    Column("by_organisation_id", Uuid),
    Column("reason", Text),
    instant("at"),
    PrimaryKeyConstraint("handover_id", "version"),
)

escalations = Table(
    "escalations",
    metadata,
    Column("escalation_id", Uuid, primary_key=True),
    Column("question_id", Uuid, ForeignKey("questions.question_id"), nullable=False),
    Column("handover_id", Uuid),
    Column("municipality_code", Text, nullable=False),
    Column("to_organisation_id", Uuid, nullable=False),
    Column("level", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    instant("at"),
    Index(None, "question_id", "at"),
)

# The only place for the names of those who take a question over. `partner_ref`: what an
# organisation calls somebody whom it will name in an event.
Table(
    "vault",
    metadata,
    Column("ref", Text, primary_key=True),
    Column("partner_ref", Text),
    Column("kind", Text, nullable=False),
    Column("content", JSONB, nullable=False),
    Column("organisation_id", Uuid),  # none: what the desk noted
    instant("put_at"),
    Index(None, "organisation_id", "partner_ref", unique=True),
)

# Only added to.
municipality_terms = Table(
    "municipality_terms",
    metadata,
    Column("municipality_code", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("terms", JSONB, nullable=False),
    instant("recorded_at"),
    PrimaryKeyConstraint("municipality_code", "version"),
)
