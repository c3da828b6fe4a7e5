"""first tables"""

import sqlalchemy as sa
from alembic import op
from chassis.database.migrations import create_chassis_tables, keep_for_ever
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_chassis_tables()
    _providers()
    _questions()
    _question_steps()
    _askers()
    _vault()
    _help_desks()
    _network()
    keep_for_ever("question_steps")


def _providers() -> None:
    op.create_table(
        "providers",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("municipality_code", sa.Text, nullable=False),
        sa.Column("registered_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, server_default="0"),
        sa.Column("name", sa.Text),
        sa.Column("details_ref", sa.Text),
        sa.Column("disciplines", ARRAY(sa.Text), nullable=False, server_default="{}"),
        sa.Column("legal_form", sa.Text),
        sa.Column("size", sa.Text),
    )
    op.create_index(None, "providers", ["municipality_code", "id"])
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
        sa.Column("contact_handover_id", sa.Uuid),
        sa.Column("into_question_id", sa.Uuid, sa.ForeignKey("questions.id")),
        sa.Column("kind", sa.Text, nullable=False, server_default="question"),
        sa.Column("subtheme", sa.Text),
        sa.Column("introduced_by_organisation_id", sa.Uuid),
        sa.Column("members", sa.Integer),
        sa.Column("space_now_m2", sa.Integer),
        sa.Column("space_wanted_m2", sa.Integer),
        sa.Column("area_code", sa.Text),
        sa.Column("municipality_code_sent", sa.Text),
    )
    for columns in (
        ["municipality_code", "received_at", "id"],
        ["received_by_organisation_id", "received_at", "id"],
        ["owner_organisation_id", "received_at", "id"],
        ["details_ref"],
        ["provider_id", "received_at"],
        ["into_question_id"],
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
        sa.Column("changes", JSONB, nullable=False),
    )
    op.create_index(None, "question_steps", ["question_id", "id"])


def _askers() -> None:
    op.create_table(
        "private_links",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("question_id", sa.Uuid, sa.ForeignKey("questions.id"), nullable=False),
    )
    op.create_index(None, "private_links", ["question_id"])
    op.create_table(
        "asker_marks",
        sa.Column("mark", sa.Text),
        sa.Column("question_id", sa.Uuid, sa.ForeignKey("questions.id")),
        sa.PrimaryKeyConstraint("mark", "question_id"),
    )
    op.create_index(None, "asker_marks", ["question_id"])


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


def _help_desks() -> None:
    op.create_table(
        "help_desks",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("partner_organisation_ids", ARRAY(sa.Uuid), nullable=False),
        sa.Column("themes", ARRAY(sa.Text), nullable=False),
        sa.Column("channels", ARRAY(sa.Text), nullable=False),
        sa.Column("email", sa.Text),
        sa.Column("telephone", sa.Text),
    )
    op.create_table(
        "help_desk_municipalities",
        sa.Column("municipality_code", sa.Text, primary_key=True),
        sa.Column("help_desk_id", sa.Uuid, sa.ForeignKey("help_desks.id"), nullable=False),
    )
    op.create_index(None, "help_desk_municipalities", ["help_desk_id"])


def _network() -> None:
    op.create_table(
        "municipality_terms",
        sa.Column("municipality_code", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("terms", JSONB, nullable=False),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
    )
