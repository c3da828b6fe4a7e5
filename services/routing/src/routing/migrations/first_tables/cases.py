"""Questions, their handovers, what was decided and by whom, and the texts about them."""

import sqlalchemy as sa
from alembic import op
from routing.migrations.first_tables.columns import instant, key, refers, required
from sqlalchemy.dialects.postgresql import JSONB

QUESTION = "questions.question_id"
HANDOVER = "handovers.handover_id"


def create_cases() -> None:
    _questions()
    _handovers()
    _handover_indexes()
    _handover_steps()
    _escalations()
    _considerations()
    _decided_by_people()
    _used_reply_links()
    _case_entries()
    _case_notes()
    _vault()


def _questions() -> None:
    op.create_table(
        "questions",
        key("question_id"),
        required("municipality_code", sa.Text),
        required("theme", sa.Text),
        required("provider_id", sa.Uuid),
        required("provider_kind", sa.Text),
        sa.Column("received_by_organisation_id", sa.Uuid),
        required("details_ref", sa.Text),
        required("consent", sa.Text),
        required("ended", sa.Boolean),
        sa.Column("waiting", sa.Text),
        instant("decide_by", nullable=True),
        required("escalations", sa.Integer),
        required("kind", sa.Text),
        sa.Column("introduced_by_organisation_id", sa.Uuid),
        instant("received_at", nullable=True),
        instant("overdue_since", nullable=True),
        sa.Column("awaits", sa.Text),
        instant("awaits_until", nullable=True),
        required("version", sa.Integer),
    )
    op.create_index(
        "ix_questions_waiting",
        "questions",
        ["municipality_code", "question_id"],
        postgresql_where=sa.text("waiting IS NOT NULL"),
    )
    op.create_index(None, "questions", ["municipality_code", "received_at"])


def _handovers() -> None:
    op.create_table(
        "handovers",
        key("handover_id"),
        refers("question_id", QUESTION),
        required("municipality_code", sa.Text),
        required("attempt", sa.Integer),
        required("to_organisation_id", sa.Uuid),
        sa.Column("from_organisation_id", sa.Uuid),
        sa.Column("via_organisation_id", sa.Uuid),
        required("escalate_to_organisation_id", sa.Uuid),
        required("rule_id", sa.Uuid),
        required("rule_version", sa.Integer),
        required("mode", sa.Text),
        required("consent", sa.Text),
        required("state", sa.Text),
        required("version", sa.Integer),
        instant("requested_at"),
        instant("acknowledge_by"),
        instant("reply_by"),
        instant("contact_by", nullable=True),
        instant("due_at", nullable=True),
        required("reminders", sa.Integer),
        sa.Column("receiver_kind", sa.Text),
        sa.Column("receiver_ref", sa.Text),
        sa.Column("introduction", sa.Text),
        instant("contact_at", nullable=True),
        sa.Column("contact_confirmed", sa.Boolean),
        sa.Column("outcome", sa.Text),
        required("cold_because", JSONB),
        instant("ended_at", nullable=True),
        instant("sender_told_at", nullable=True),
        instant("overdue_since", nullable=True),
    )


def _handover_indexes() -> None:
    is_open = sa.text("ended_at IS NULL")
    op.create_index(None, "handovers", ["question_id", "attempt"], unique=True)
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
        op.create_index(None, "handovers", [column, "requested_at"])


def _handover_steps() -> None:
    op.create_table(
        "handover_steps",
        refers("handover_id", HANDOVER),
        required("version", sa.Integer),
        required("step", sa.Text),
        sa.Column("from_state", sa.Text),
        required("to_state", sa.Text),
        required("by_party", sa.Text),
        sa.Column("by_organisation_id", sa.Uuid),
        sa.Column("reason", sa.Text),
        instant("at"),
        sa.PrimaryKeyConstraint("handover_id", "version"),
    )


def _escalations() -> None:
    op.create_table(
        "escalations",
        key("escalation_id"),
        refers("question_id", QUESTION),
        sa.Column("handover_id", sa.Uuid),
        required("municipality_code", sa.Text),
        required("to_organisation_id", sa.Uuid),
        required("level", sa.Integer),
        required("reason", sa.Text),
        instant("at"),
    )
    op.create_index(None, "escalations", ["question_id", "at"])


def _considerations() -> None:
    op.create_table(
        "considerations",
        key("consideration_id"),
        refers("question_id", QUESTION),
        sa.Column("handover_id", sa.Uuid),
        sa.Column("basis", sa.Text),
        sa.Column("ground_id", sa.Uuid),
        sa.Column("ground_version", sa.Integer),
        required("weighed", JSONB),
        instant("at"),
    )
    op.create_index(None, "considerations", ["question_id", "at"])
    op.create_index(None, "considerations", ["handover_id"])


def _decided_by_people() -> None:
    op.create_table(
        "reroutes",
        key("reroute_id"),
        refers("question_id", QUESTION),
        sa.Column("to_organisation_id", sa.Uuid),
        sa.Column("by_organisation_id", sa.Uuid),
        required("reason", sa.Text),
        instant("at"),
    )
    op.create_index(None, "reroutes", ["question_id", "at"])
    op.create_table(
        "capacity_requests",
        key("capacity_request_id"),
        refers("handover_id", HANDOVER),
        sa.Column("by_organisation_id", sa.Uuid),
        instant("at"),
        sa.UniqueConstraint("handover_id"),
    )


def _used_reply_links() -> None:
    op.create_table(
        "used_reply_links",
        refers("handover_id", HANDOVER),
        required("version", sa.Integer),
        instant("used_at"),
        sa.PrimaryKeyConstraint("handover_id", "version"),
    )


def _case_entries() -> None:
    op.create_table(
        "case_entries",
        refers("question_id", QUESTION),
        required("number", sa.Integer),
        instant("at"),
        required("what", sa.Text),
        sa.Column("handover_id", sa.Uuid),
        sa.Column("organisation_id", sa.Uuid),
        sa.Column("by_party", sa.Text),
        sa.Column("by_organisation_id", sa.Uuid),
        sa.Column("reason", sa.Text),
        required("question_changes", JSONB),
        required("handover_changes", JSONB),
        sa.PrimaryKeyConstraint("question_id", "number"),
    )


def _case_notes() -> None:
    op.create_table(
        "case_notes",
        key("note_id"),
        refers("question_id", QUESTION),
        required("vault_ref", sa.Text),
        sa.Column("by_organisation_id", sa.Uuid),
        instant("at"),
    )
    op.create_index(None, "case_notes", ["question_id", "at"])


def _vault() -> None:
    op.create_table(
        "vault",
        sa.Column("ref", sa.Text, primary_key=True),
        required("kind", sa.Text),
        required("content", JSONB),
        sa.Column("organisation_id", sa.Uuid),
        instant("put_at"),
        sa.Column("partner_ref", sa.Text),
    )
    op.create_index(None, "vault", ["organisation_id", "partner_ref"], unique=True)
