"""first tables"""

import sqlalchemy as sa
from alembic import op
from chassis.database.migrations import create_chassis_tables
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_chassis_tables()
    _organisations()
    _routing_rules()
    _questions()
    _handovers()
    _handover_steps()
    _escalations()
    _vault()


def _organisations() -> None:
    op.create_table(
        "organisations",
        sa.Column("organisation_id", sa.Uuid, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("municipality_codes", ARRAY(sa.Text), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
    )
    op.create_index(
        "ix_organisations_municipality_codes",
        "organisations",
        ["municipality_codes"],
        postgresql_using="gin",
    )


def _routing_rules() -> None:
    op.create_table(
        "routing_rules",
        sa.Column("rule_id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "routing_rule_versions",
        sa.Column("rule_id", sa.Uuid, sa.ForeignKey("routing_rules.rule_id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("municipality_code", sa.Text, nullable=False),
        sa.Column("entry_organisation_id", sa.Uuid),
        sa.Column("theme", sa.Text),
        sa.Column("provider_kind", sa.Text),
        sa.Column("via_organisation_id", sa.Uuid),
        sa.Column("receivers", JSONB, nullable=False),
        sa.Column("escalate_to_organisation_id", sa.Uuid, nullable=False),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_until", sa.Date),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("rule_id", "version"),
    )
    op.create_index(
        "ix_routing_rule_versions_municipality_code",
        "routing_rule_versions",
        ["municipality_code"],
    )


def _questions() -> None:
    op.create_table(
        "questions",
        sa.Column("question_id", sa.Uuid, primary_key=True),
        sa.Column("municipality_code", sa.Text, nullable=False),
        sa.Column("theme", sa.Text, nullable=False),
        sa.Column("provider_id", sa.Uuid, nullable=False),
        sa.Column("provider_kind", sa.Text, nullable=False),
        sa.Column("received_by_organisation_id", sa.Uuid),
        sa.Column("details_ref", sa.Text, nullable=False),
        sa.Column("consent", sa.Text, nullable=False),
        sa.Column("ended", sa.Boolean, nullable=False),
        sa.Column("waiting", sa.Text),
        sa.Column("decide_by", INSTANT),
        sa.Column("escalations", sa.Integer, nullable=False),
    )
    op.create_index(
        "ix_questions_waiting",
        "questions",
        ["municipality_code", "question_id"],
        postgresql_where=sa.text("waiting IS NOT NULL"),
    )


def _handovers() -> None:
    op.create_table(
        "handovers",
        sa.Column("handover_id", sa.Uuid, primary_key=True),
        sa.Column("question_id", sa.Uuid, sa.ForeignKey("questions.question_id"), nullable=False),
        sa.Column("municipality_code", sa.Text, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("to_organisation_id", sa.Uuid, nullable=False),
        sa.Column("from_organisation_id", sa.Uuid),
        sa.Column("via_organisation_id", sa.Uuid),
        sa.Column("escalate_to_organisation_id", sa.Uuid, nullable=False),
        sa.Column("rule_id", sa.Uuid, nullable=False),
        sa.Column("rule_version", sa.Integer, nullable=False),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("consent", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("requested_at", INSTANT, nullable=False),
        sa.Column("acknowledge_by", INSTANT, nullable=False),
        sa.Column("reply_by", INSTANT, nullable=False),
        sa.Column("contact_by", INSTANT),
        sa.Column("due_at", INSTANT),
        sa.Column("reminders", sa.Integer, nullable=False),
        sa.Column("receiver_kind", sa.Text),
        sa.Column("receiver_ref", sa.Text),
        sa.Column("introduction", sa.Text),
        sa.Column("contact_at", INSTANT),
        sa.Column("outcome", sa.Text),
        sa.Column("cold_because", JSONB, nullable=False),
        sa.Column("ended_at", INSTANT),
    )
    is_open = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_handovers_question_id_attempt", "handovers", ["question_id", "attempt"], unique=True
    )
    op.create_index(
        "uq_handovers_open", "handovers", ["question_id"], unique=True, postgresql_where=is_open
    )
    op.create_index(
        "ix_handovers_open_at", "handovers", ["to_organisation_id"], postgresql_where=is_open
    )
    for column in (
        "to_organisation_id",
        "from_organisation_id",
        "via_organisation_id",
        "municipality_code",
    ):
        op.create_index(f"ix_handovers_{column}_requested_at", "handovers", [column, "requested_at"])


def _handover_steps() -> None:
    op.create_table(
        "handover_steps",
        sa.Column("handover_id", sa.Uuid, sa.ForeignKey("handovers.handover_id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("from_state", sa.Text),
        sa.Column("to_state", sa.Text, nullable=False),
        sa.Column("by_party", sa.Text, nullable=False),
        sa.Column("by_organisation_id", sa.Uuid),
        sa.Column("reason", sa.Text),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("handover_id", "version"),
    )


def _escalations() -> None:
    op.create_table(
        "escalations",
        sa.Column("escalation_id", sa.Uuid, primary_key=True),
        sa.Column("question_id", sa.Uuid, sa.ForeignKey("questions.question_id"), nullable=False),
        sa.Column("handover_id", sa.Uuid),
        sa.Column("municipality_code", sa.Text, nullable=False),
        sa.Column("to_organisation_id", sa.Uuid, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )
    op.create_index("ix_escalations_question_id_at", "escalations", ["question_id", "at"])


def _vault() -> None:
    op.create_table(
        "vault",
        sa.Column("ref", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("organisation_id", sa.Uuid, nullable=False),
        sa.Column("put_at", INSTANT, nullable=False),
    )
