"""the work list, and a history that nobody can change"""

import sqlalchemy as sa
from alembic import op
from chassis.database.migrations import keep_for_ever
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"

INSTANT = sa.DateTime(timezone=True)
ALWAYS = ("municipality_code", "theme")


def upgrade() -> None:
    _questions_and_handovers()
    _worklist()
    _indexes()
    _case_entries()
    _case_notes()
    for table in ("handover_steps", "escalations", "case_entries"):
        keep_for_ever(table)


def _questions_and_handovers() -> None:
    op.add_column("questions", sa.Column("overdue_since", INSTANT))
    op.add_column("questions", sa.Column("awaits", sa.Text))
    op.add_column("questions", sa.Column("awaits_until", INSTANT))
    version = sa.Column("version", sa.Integer, nullable=False, server_default="0")
    op.add_column("questions", version)
    op.alter_column("questions", "version", server_default=None)
    op.add_column("handovers", sa.Column("overdue_since", INSTANT))
    op.alter_column("vault", "organisation_id", nullable=True)


def _worklist() -> None:
    op.create_table(
        "worklist",
        sa.Column(
            "question_id", sa.Uuid, sa.ForeignKey("questions.question_id"), primary_key=True
        ),
        sa.Column("municipality_code", sa.Text, nullable=False),
        sa.Column("theme", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("contact", sa.Boolean, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("owner_organisation_id", sa.Uuid),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("clock", sa.Text, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("to_organisation_id", sa.Uuid),
        sa.Column("from_organisation_id", sa.Uuid),
        sa.Column("via_organisation_id", sa.Uuid),
        sa.Column("assigned_to", sa.Text),
    )


def _indexes() -> None:
    sometimes = ("to_organisation_id", "from_organisation_id", "via_organisation_id", "assigned_to")
    for way_in in ALWAYS + sometimes:
        told = [column for column in ALWAYS if column != way_in]
        for order in ("due_at", "received_at", "changed_at"):
            op.create_index(
                f"ix_worklist_{way_in}_{order}",
                "worklist",
                [way_in, "state", "contact", "late", order, "question_id"],
                postgresql_include=told,
                postgresql_where=sa.text(f"{way_in} IS NOT NULL") if len(told) == 2 else None,
            )


def _case_entries() -> None:
    op.create_table(
        "case_entries",
        sa.Column("question_id", sa.Uuid, sa.ForeignKey("questions.question_id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("handover_id", sa.Uuid),
        sa.Column("organisation_id", sa.Uuid),
        sa.Column("by_party", sa.Text),
        sa.Column("by_organisation_id", sa.Uuid),
        sa.Column("reason", sa.Text),
        sa.Column("question_changes", JSONB, nullable=False),
        sa.Column("handover_changes", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("question_id", "number"),
    )


def _case_notes() -> None:
    op.create_table(
        "case_notes",
        sa.Column("note_id", sa.Uuid, primary_key=True),
        sa.Column("question_id", sa.Uuid, sa.ForeignKey("questions.question_id"), nullable=False),
        sa.Column("vault_ref", sa.Text, nullable=False),
        sa.Column("by_organisation_id", sa.Uuid),
        sa.Column("at", INSTANT, nullable=False),
    )
    op.create_index("ix_case_notes_question_id_at", "case_notes", ["question_id", "at"])
