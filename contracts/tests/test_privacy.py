"""No event has room for a person's details or for free text."""

import re
from collections.abc import Iterator
from typing import Any

from contracts.catalogue import EVENTS
from contracts.event import Event
from contracts.network import OrganisationFact
from contracts.partners import SubmissionRejected
from for_each import for_each

PERSONAL = re.compile(
    r"(first|last|family|person|contact)_?name|^name$|mail|phone|address|street|post_?code|iban"
    r"|bsn|birth|gender|kvk|remark|comment|note$|text|description|message|motivation"
)
OPAQUE = {"uuid", "date", "date-time"}
WRITTEN_BY_US = {"title", "detail"}
"""Of a rejected submission: sentences from a fixed list."""


def strings(schema: dict[str, Any], field: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every place for a string: the field that it is in, and its schema."""
    if schema.get("type") == "string":
        yield field, schema
    for name, inner in {**schema.get("properties", {}), **schema.get("$defs", {})}.items():
        yield from strings(inner, name)
    for inner in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
        yield from strings(inner, field)


@for_each(EVENTS)
def test_no_field_is_named_like_personal_data(event: type[Event]) -> None:
    allowed = {"name"} if issubclass(event, OrganisationFact) else set()
    assert {name for name in event.model_fields if PERSONAL.search(name)} <= allowed


@for_each(EVENTS)
def test_no_string_has_room_for_free_text(event: type[Event]) -> None:
    allowed = {"name"} if issubclass(event, OrganisationFact) else set()
    allowed |= WRITTEN_BY_US if event is SubmissionRejected else set()
    for field, schema in strings(event.model_json_schema(mode="serialization")):
        closed = "enum" in schema or "const" in schema or schema.get("format") in OPAQUE
        assert closed or "pattern" in schema or field in allowed, field


@for_each(EVENTS)
def test_no_pattern_lets_spaces_or_line_ends_in(event: type[Event]) -> None:
    for field, schema in strings(event.model_json_schema(mode="serialization")):
        if "pattern" in schema and field != "pointer":
            for sentence in ("Jan Jansen", "jan jansen", "a\n", "", "x" * 501):
                assert not re.search(schema["pattern"].replace("$", r"\Z"), sentence), field
