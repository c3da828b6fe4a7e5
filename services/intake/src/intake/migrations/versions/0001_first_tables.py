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
    _providers()
    _questions()
    _question_steps()
    _vault()


def _providers() -> None:
    op.create_table(
        "providers",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("municipality_code", sa.Text, nullable=False),
        sa.Column("registered_at", INSTANT, nullable=False),
    )
    op.create_table(
        "provider_references",
        sa.Column("organisation_id", sa.Uuid),
        sa.Column("provider_ref", sa.Text),
        sa.Column("provider_id", sa.Uuid, sa.ForeignKey("providers.id"), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "provider_ref"),
    )


def _questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("municipality_code", sa.Text, nullable=False),
        sa.Column("theme", sa.Text, nullable=False),
        sa.Column("provider_id", sa.Uuid, sa.ForeignKey("providers.id"), nullable=False),
        sa.Column("provider_kind", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("received_by_organisation_id", sa.Uuid),
        sa.Column("details_ref", sa.Text, nullable=False),
        sa.Column("consent", sa.Text, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("handover_id", sa.Uuid),
        sa.Column("asked_organisation_id", sa.Uuid),
        sa.Column("owner_organisation_id", sa.Uuid),
        sa.Column("outcome", sa.Text),
        sa.Column("into_question_id", sa.Uuid, sa.ForeignKey("questions.id")),
        sa.Column("request_digest", sa.Text),
    )
    for columns in (
        ["municipality_code", "received_at", "id"],
        ["received_by_organisation_id", "received_at", "id"],
        ["owner_organisation_id", "received_at", "id"],
        ["details_ref"],
    ):
        op.create_index(None, "questions", columns)


def _question_steps() -> None:
    op.create_table(
        "question_steps",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("question_id", sa.Uuid, sa.ForeignKey("questions.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("from_state", sa.Text),
        sa.Column("to_state", sa.Text, nullable=False),
        sa.Column("by_role", sa.Text, nullable=False),
        sa.Column("by_organisation_id", sa.Uuid),
        sa.Column("reason", sa.Text),
        sa.Column("about", JSONB, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )
    op.create_index(None, "question_steps", ["question_id", "id"])


def _vault() -> None:
    op.create_table(
        "vault",
        sa.Column("ref", sa.Text, primary_key=True),
        sa.Column("organisation_id", sa.Uuid),
        sa.Column("partner_ref", sa.Text),
        sa.Column("content", JSONB),
        sa.Column("put_at", INSTANT),
        sa.UniqueConstraint("organisation_id", "partner_ref"),
    )
