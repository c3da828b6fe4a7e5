"""first tables"""

import sqlalchemy as sa
from alembic import op
from chassis.database.migrations import create_chassis_tables
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_chassis_tables()
    op.create_table(
        "application_steps",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("from_state", sa.Text(), nullable=False),
        sa.Column("to_state", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("about", JSONB(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("application_id", "id", name=op.f("pk_application_steps")),
    )
    op.create_table(
        "budget_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("ceiling_cents", sa.BigInteger(), nullable=False),
        sa.Column("reserved_cents", sa.BigInteger(), nullable=False),
        sa.Column("committed_cents", sa.BigInteger(), nullable=False),
        sa.Column("paid_cents", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rule_set_version", sa.Integer(), nullable=False),
        sa.Column("nearly_reached", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "reserved_cents + committed_cents + paid_cents <= ceiling_cents",
            name=op.f("ck_budget_lines_ceiling"),
        ),
        sa.CheckConstraint(
            "reserved_cents >= 0 AND committed_cents >= 0 AND paid_cents >= 0",
            name=op.f("ck_budget_lines_amounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_lines")),
    )
    op.create_index(
        op.f("ix_budget_lines_municipality_code"),
        "budget_lines",
        ["municipality_code"],
        unique=False,
    )
    op.create_table(
        "ledger",
        sa.Column("budget_line_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("application_version", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_ledger_cents")),
        sa.PrimaryKeyConstraint("budget_line_id", "id", name=op.f("pk_ledger")),
        sa.UniqueConstraint(
            "application_id",
            "application_version",
            "source",
            "destination",
            name=op.f("uq_ledger_application_id_application_version_source_destination"),
        ),
    )
    op.create_table(
        "vault_readings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_readings")),
    )
    op.create_table(
        "rule_sets",
        sa.Column("budget_line_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rules", JSONB(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["budget_line_id"],
            ["budget_lines.id"],
            name=op.f("fk_rule_sets_budget_line_id_budget_lines"),
        ),
        sa.PrimaryKeyConstraint("budget_line_id", "version", name=op.f("pk_rule_sets")),
    )
    op.create_table(
        "applications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.Text(), nullable=False),
        sa.Column("budget_line_id", sa.Uuid(), nullable=False),
        sa.Column("applicant_organisation_id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=True),
        sa.Column("question_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("legal_form", sa.Text(), nullable=False),
        sa.Column("requested_cents", sa.BigInteger(), nullable=False),
        sa.Column("expected_indicator", sa.Text(), nullable=True),
        sa.Column("expected_increase", sa.Integer(), nullable=True),
        sa.Column("rule_set_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("within_mandate", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decide_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("supply_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overdue", sa.Boolean(), nullable=False),
        sa.Column("rejection_reason", sa.Text(), nullable=True),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("awarded_cents", sa.BigInteger(), nullable=True),
        sa.Column("payment_ordered", sa.Boolean(), nullable=False),
        sa.Column("settled_cents", sa.BigInteger(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "awarded_cents BETWEEN 1 AND requested_cents", name=op.f("ck_applications_award")
        ),
        sa.CheckConstraint(
            "settled_cents BETWEEN 0 AND awarded_cents", name=op.f("ck_applications_settlement")
        ),
        sa.ForeignKeyConstraint(
            ["budget_line_id", "rule_set_version"],
            ["rule_sets.budget_line_id", "rule_sets.version"],
            name=op.f("fk_applications_budget_line_id_rule_set_version_rule_sets"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
        postgresql_with={"fillfactor": 70},
    )
    op.create_index(
        op.f("ix_applications_applicant_organisation_id_made_at"),
        "applications",
        ["applicant_organisation_id", "made_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_applications_budget_line_id_made_at"),
        "applications",
        ["budget_line_id", "made_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_applications_municipality_code_made_at"),
        "applications",
        ["municipality_code", "made_at"],
        unique=False,
    )
    op.create_table(
        "vault",
        sa.Column("ref", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", JSONB(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_vault_application_id_applications"),
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_vault")),
    )
    op.create_index(op.f("ix_vault_application_id"), "vault", ["application_id"], unique=False)
