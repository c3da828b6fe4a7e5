"""The open cases, as coordinators work from them, and by what they are found."""

from collections.abc import Iterator

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    text,
)

from routing.shared.table_parts import instant, metadata

ORDERS = ("due_at", "received_at", "changed_at")
INDEX_PATHS = {
    "municipality_code": ("theme",),
    "theme": ("municipality_code",),
    "to_organisation_id": ("municipality_code", "theme"),
    "from_organisation_id": ("municipality_code", "theme"),
    "via_organisation_id": ("municipality_code", "theme"),
    "assigned_to": ("municipality_code", "theme"),
}
"""By which a work list is read, and what else its index tells."""


def _indexes() -> Iterator[Index]:
    """For every path and every order, the rows of a bucket stand in order."""
    for path, columns in INDEX_PATHS.items():
        is_there = None if len(columns) == 1 else text(f"{path} IS NOT NULL")
        for order in ORDERS:
            yield Index(
                f"ix_worklist_{path}_{order}",
                path,
                "state",
                "contact",
                "late",
                order,
                "question_id",
                postgresql_include=columns,
                postgresql_where=is_there,
            )


# One row for each question that is not done.
worklist = Table(
    "worklist",
    metadata,
    Column("question_id", Uuid, ForeignKey("questions.question_id"), primary_key=True),
    Column("municipality_code", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("contact", Boolean, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("owner", Text, nullable=False),
    Column("owner_organisation_id", Uuid),
    Column("action", Text, nullable=False),
    Column("clock", Text, nullable=False),
    instant("due_at"),
    instant("received_at"),
    instant("changed_at"),
    Column("version", Integer, nullable=False),
    Column("to_organisation_id", Uuid),
    Column("from_organisation_id", Uuid),
    Column("via_organisation_id", Uuid),
    Column("assigned_to", Text),
    *_indexes(),
)
