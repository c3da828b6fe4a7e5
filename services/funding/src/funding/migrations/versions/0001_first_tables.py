"""first tables"""

import sqlalchemy as sa
from alembic import op
from chassis.database.migrations import create_chassis_tables
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_chassis_tables()
    _budget_lines()
    _rule_sets()
    _applications()
    _application_steps()
    _ledger()
    _vault()


def _budget_lines() -> None:
    op.create_table(
        "budget_lines",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("municipality_code", sa.Text, nullable=False),
        sa.Column("programme", sa.Text, nullable=False),
        sa.Column("starts", sa.Date, nullable=False),
        sa.Column("ends", sa.Date, nullable=False),
        sa.Column("ceiling_cents", sa.BigInteger, nullable=False),
        sa.Column("reserved_cents", sa.BigInteger, nullable=False),
        sa.Column("committed_cents", sa.BigInteger, nullable=False),
        sa.Column("paid_cents", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("rule_set_version", sa.Integer, nullable=False),
        sa.Column("nearly_reached", sa.Boolean, nullable=False),
        sa.CheckConstraint(
            "reserved_cents + committed_cents + paid_cents <= ceiling_cents", name="ceiling"
        ),
        sa.CheckConstraint(
            "reserved_cents >= 0 AND committed_cents >= 0 AND paid_cents >= 0", name="amounts"
        ),
    )
    op.create_index(None, "budget_lines", ["municipality_code"])


def _rule_sets() -> None:
    op.create_table(
        "rule_sets",
        sa.Column("budget_line_id", sa.Uuid, sa.ForeignKey("budget_lines.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("rules", JSONB, nullable=False),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("budget_line_id", "version"),
    )


def _applications() -> None:
    op.create_table(
        "applications",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("municipality_code", sa.Text, nullable=False),
        sa.Column("budget_line_id", sa.Uuid, nullable=False),
        sa.Column("applicant_organisation_id", sa.Uuid, nullable=False),
        sa.Column("provider_id", sa.Uuid),
        sa.Column("question_id", sa.Uuid),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("legal_form", sa.Text, nullable=False),
        sa.Column("requested_cents", sa.BigInteger, nullable=False),
        sa.Column("expected_indicator", sa.Text),
        sa.Column("expected_increase", sa.Integer),
        sa.Column("rule_set_version", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("state_since", INSTANT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("within_mandate", sa.Boolean, nullable=False),
        sa.Column("submitted_at", INSTANT),
        sa.Column("decide_by", INSTANT),
        sa.Column("supply_by", INSTANT),
        sa.Column("overdue", sa.Boolean, nullable=False),
        sa.Column("rejection_reason", sa.Text),
        sa.Column("condition", sa.Text),
        sa.Column("awarded_cents", sa.BigInteger),
        sa.Column("payment_ordered", sa.Boolean, nullable=False),
        sa.Column("settled_cents", sa.BigInteger),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.CheckConstraint("awarded_cents BETWEEN 1 AND requested_cents", name="award"),
        sa.CheckConstraint("settled_cents BETWEEN 0 AND awarded_cents", name="settlement"),
        sa.ForeignKeyConstraint(
            ["budget_line_id", "rule_set_version"],
            ["rule_sets.budget_line_id", "rule_sets.version"],
        ),
        postgresql_with={"fillfactor": 70},
    )
    for owner in ("applicant_organisation_id", "budget_line_id", "municipality_code"):
        op.create_index(None, "applications", [owner, "made_at"])


def _application_steps() -> None:
    op.create_table(
        "application_steps",
        sa.Column("application_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("from_state", sa.Text, nullable=False),
        sa.Column("to_state", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("organisation_id", sa.Uuid),
        sa.Column("reason", sa.Text),
        sa.Column("about", JSONB, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("application_id", "id"),
    )


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("budget_line_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("application_id", sa.Uuid, nullable=False),
        sa.Column("application_version", sa.Integer, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("destination", sa.Text, nullable=False),
        sa.Column("cents", sa.BigInteger, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("cents > 0", name="cents"),
        sa.PrimaryKeyConstraint("budget_line_id", "id"),
        sa.UniqueConstraint("application_id", "application_version", "source", "destination"),
    )


def _vault() -> None:
    op.create_table(
        "vault",
        sa.Column("ref", sa.Uuid, primary_key=True),
        sa.Column("application_id", sa.Uuid, sa.ForeignKey("applications.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("organisation_id", sa.Uuid),
        sa.Column("put_at", INSTANT, nullable=False),
    )
    op.create_index(None, "vault", ["application_id"])
    op.create_table(
        "vault_readings",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("application_id", sa.Uuid, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("organisation_id", sa.Uuid),
        sa.Column("at", INSTANT, nullable=False),
    )
