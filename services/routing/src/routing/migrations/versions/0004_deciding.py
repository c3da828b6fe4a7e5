"""what else decides who is asked: capacity, terms of municipalities"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from chassis.database.migrations import keep_for_ever
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"

FOR_EVER = (
    "considerations",
    "reroutes",
    "capacity_requests",
    "municipality_terms",
    "responsibility_matrices",
    "responsibilities",
)


def upgrade() -> None:
    _questions()
    _capacities()
    _considerations()
    _by_people()
    _of_municipalities()
    for table in FOR_EVER:
        keep_for_ever(table)


def _required(name: str, kind: Any = sa.Uuid) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=False)


def _instant(name: str) -> sa.Column[object]:
    return _required(name, sa.DateTime(timezone=True))


def _questions() -> None:
    op.add_column(
        "questions", sa.Column("kind", sa.Text, nullable=False, server_default="question")
    )
    op.alter_column("questions", "kind", server_default=None)
    op.add_column("questions", sa.Column("introduced_by_organisation_id", sa.Uuid))
    op.add_column("questions", sa.Column("received_at", sa.DateTime(timezone=True)))
    op.create_index(
        "ix_questions_municipality_code_received_at",
        "questions",
        ["municipality_code", "received_at"],
    )


def _capacities() -> None:
    op.create_table(
        "capacities",
        sa.Column("organisation_id", sa.Uuid, primary_key=True),
        _required("version", sa.Integer),
        _required("capacity", sa.Text),
        sa.Column("most_open", sa.Integer),
        sa.Column("closed_until", sa.Date),
        sa.Column("absent_from", sa.Date),
        sa.Column("absent_until", sa.Date),
        _instant("recorded_at"),
    )
    op.create_table(
        "conflicts_of_interest",
        _required("organisation_id"),
        _required("provider_id"),
        _required("declared_on", sa.Date),
        sa.PrimaryKeyConstraint("organisation_id", "provider_id"),
    )


def _considerations() -> None:
    op.create_table(
        "considerations",
        sa.Column("consideration_id", sa.Uuid, primary_key=True),
        sa.Column("question_id", sa.Uuid, sa.ForeignKey("questions.question_id"), nullable=False),
        sa.Column("handover_id", sa.Uuid),
        sa.Column("basis", sa.Text),
        sa.Column("ground_id", sa.Uuid),
        sa.Column("ground_version", sa.Integer),
        _required("weighed", JSONB),
        _instant("at"),
    )
    op.create_index("ix_considerations_question_id_at", "considerations", ["question_id", "at"])
    op.create_index("ix_considerations_handover_id", "considerations", ["handover_id"])


def _by_people() -> None:
    op.create_table(
        "reroutes",
        sa.Column("reroute_id", sa.Uuid, primary_key=True),
        sa.Column("question_id", sa.Uuid, sa.ForeignKey("questions.question_id"), nullable=False),
        sa.Column("to_organisation_id", sa.Uuid),
        sa.Column("by_organisation_id", sa.Uuid),
        _required("reason", sa.Text),
        _instant("at"),
    )
    op.create_index("ix_reroutes_question_id_at", "reroutes", ["question_id", "at"])
    op.create_table(
        "capacity_requests",
        sa.Column("capacity_request_id", sa.Uuid, primary_key=True),
        sa.Column("handover_id", sa.Uuid, sa.ForeignKey("handovers.handover_id"), nullable=False),
        sa.Column("by_organisation_id", sa.Uuid),
        _instant("at"),
        sa.UniqueConstraint("handover_id"),
    )


def _of_municipalities() -> None:
    key = ("municipality_code", "version")
    op.create_table(
        "municipality_terms",
        _required("municipality_code", sa.Text),
        _required("version", sa.Integer),
        _required("terms", JSONB),
        _instant("recorded_at"),
        sa.PrimaryKeyConstraint(*key),
    )
    op.create_table(
        "responsibility_matrices",
        _required("matrix_id"),
        _required("version", sa.Integer),
        _required("municipality_code", sa.Text),
        _required("valid_from", sa.Date),
        _instant("recorded_at"),
        sa.PrimaryKeyConstraint(*key),
    )
    op.create_table(
        "responsibilities",
        _required("municipality_code", sa.Text),
        _required("version", sa.Integer),
        _required("theme", sa.Text),
        _required("role", sa.Text),
        _required("organisation_id"),
        sa.PrimaryKeyConstraint(*key, "theme", "role", "organisation_id"),
    )
