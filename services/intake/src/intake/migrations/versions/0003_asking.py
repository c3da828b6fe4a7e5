"""private links, duplicates, providers, several kinds of questions"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _questions()
    _providers()
    _people()
    _desks()
    _network()


def _questions() -> None:
    op.drop_column("questions", "request_digest")
    for column in (
        sa.Column("kind", sa.Text, nullable=False, server_default="question"),
        sa.Column("subtheme", sa.Text),
        sa.Column("introduced_by_organisation_id", sa.Uuid),
        sa.Column("members", sa.Integer),
        sa.Column("space_now_m2", sa.Integer),
        sa.Column("space_wanted_m2", sa.Integer),
        sa.Column("area_code", sa.Text),
    ):
        op.add_column("questions", column)
    op.create_index(None, "questions", ["provider_id", "received_at"])
    op.create_index(None, "questions", ["into_question_id"])


def _providers() -> None:
    for column in (
        sa.Column("version", sa.Integer, nullable=False, server_default="0"),
        sa.Column("name", sa.Text),
        sa.Column("details_ref", sa.Text),
        sa.Column("disciplines", ARRAY(sa.Text), nullable=False, server_default="{}"),
        sa.Column("legal_form", sa.Text),
        sa.Column("size", sa.Text),
    ):
        op.add_column("providers", column)
    op.create_index(None, "providers", ["municipality_code", "id"])


def _people() -> None:
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


def _desks() -> None:
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
