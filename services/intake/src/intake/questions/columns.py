"""The columns of a question, with their types: those of `tables.py`, for writing many at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from intake.questions.question import Question

TYPES = {
    "id": "uuid",
    "municipality_code": "text",
    "theme": "text",
    "provider_id": "uuid",
    "provider_kind": "text",
    "channel": "text",
    "received_by_organisation_id": "uuid",
    "details_ref": "text",
    "consent": "text",
    "asked_at": "timestamptz",
    "received_at": "timestamptz",
    "due_at": "timestamptz",
    "state": "text",
    "version": "integer",
    "handover_id": "uuid",
    "asked_organisation_id": "uuid",
    "owner_organisation_id": "uuid",
    "outcome": "text",
    "into_question_id": "uuid",
    "kind": "text",
    "subtheme": "text",
    "introduced_by_organisation_id": "uuid",
    "members": "integer",
    "space_now_m2": "integer",
    "space_wanted_m2": "integer",
    "area_code": "text",
    "municipality_code_sent": "text",
}
CHANGING = (
    "theme",
    "subtheme",
    "consent",
    "due_at",
    "state",
    "version",
    "handover_id",
    "asked_organisation_id",
    "owner_organisation_id",
    "outcome",
    "into_question_id",
)
COLUMNS = ", ".join(TYPES)


def rows_given(columns: Iterable[str]) -> str:
    """A FROM item of what is bound under the columns' names, as arrays."""
    arrays = ", ".join(f"CAST(:{column} AS {TYPES[column]}[])" for column in columns)
    return f"unnest({arrays}) AS given ({', '.join(columns)})"


def values_of(questions: Sequence[Question], columns: Iterable[str]) -> dict[str, list[Any]]:
    """What to bind for `rows_given`."""
    return {column: [getattr(question, column) for question in questions] for column in columns}
