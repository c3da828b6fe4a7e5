"""The open cases in a row each, with an index for every way in and every order."""

import sqlalchemy as sa
from alembic import op
from routing.migrations.first_tables.columns import instant, required

ALWAYS = ("municipality_code", "theme")
SOMETIMES = ("to_organisation_id", "from_organisation_id", "via_organisation_id", "assigned_to")


def create_worklist() -> None:
    op.create_table(
        "worklist",
        sa.Column("question_id", sa.Uuid, sa.ForeignKey("questions.question_id"), primary_key=True),
        required("municipality_code", sa.Text),
        required("theme", sa.Text),
        required("state", sa.Text),
        required("contact", sa.Boolean),
        required("late", sa.Boolean),
        required("owner", sa.Text),
        sa.Column("owner_organisation_id", sa.Uuid),
        required("action", sa.Text),
        required("clock", sa.Text),
        instant("due_at"),
        instant("received_at"),
        instant("changed_at"),
        required("version", sa.Integer),
        sa.Column("to_organisation_id", sa.Uuid),
        sa.Column("from_organisation_id", sa.Uuid),
        sa.Column("via_organisation_id", sa.Uuid),
        sa.Column("assigned_to", sa.Text),
    )
    for order in ("due_at", "received_at", "changed_at"):
        for way_in in ALWAYS:
            _index(way_in, order)
        for way_in in SOMETIMES:
            _index(way_in, order, where=sa.text(f"{way_in} IS NOT NULL"))


def _index(way_in: str, order: str, where: sa.TextClause | None = None) -> None:
    op.create_index(
        f"ix_worklist_{way_in}_{order}",
        "worklist",
        [way_in, "state", "contact", "late", order, "question_id"],
        postgresql_include=[column for column in ALWAYS if column != way_in],
        postgresql_where=where,
    )
