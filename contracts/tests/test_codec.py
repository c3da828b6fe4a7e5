"""What is encoded is decoded as it was, in both modes."""

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from contracts.catalogue import EVENTS
from contracts.envelope import (
    CONTENT_TYPE,
    CloudEvent,
    NotACloudEvent,
    Problem,
    decode,
    enclose,
    encode,
)
from for_each import for_each
from hypothesis import given
from hypothesis import strategies as st

STRUCTURED: list[tuple[str, bytes | None]] = [("content-type", CONTENT_TYPE.encode())]

text = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=50)
addresses = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=50)
zones = st.integers(-14 * 60, 14 * 60).map(lambda offset: timezone(timedelta(minutes=offset)))
instants = st.datetimes(datetime(2000, 1, 2), datetime(2199, 12, 30), timezones=zones)  # noqa: DTZ001 - hypothesis adds the zone
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=10,
)
extension_names = st.from_regex(r"[a-z0-9]{1,20}", fullmatch=True).filter(
    lambda name: name not in CloudEvent.model_fields
)


def events(extensions: st.SearchStrategy[str | int | bool]) -> st.SearchStrategy[CloudEvent]:
    required = {"id": text, "source": addresses, "type": addresses}
    optional = {
        "time": instants,
        "data": st.dictionaries(text, anything, max_size=5),
        **dict.fromkeys(("subject", "partitionkey", "sequence", "correlationid"), text),
    }
    attributes = st.fixed_dictionaries(required, optional=optional)
    more = st.dictionaries(extension_names, extensions, max_size=3)
    return st.tuples(more, attributes).map(lambda both: CloudEvent(**(both[0] | both[1])))


@given(events(text | st.integers(-(2**31), 2**31 - 1) | st.booleans()))
def test_structured_mode_goes_there_and_back(event: CloudEvent) -> None:
    assert decode(encode(event), STRUCTURED) == event


@given(events(text))
def test_binary_mode_says_the_same_as_structured_mode(event: CloudEvent) -> None:
    assert decode(*as_binary(event)) == event


@given(events(text), events(text))
def test_the_headers_of_a_structured_message_say_nothing(
    event: CloudEvent, other: CloudEvent
) -> None:
    _, headers = as_binary(other)
    attributes = [header for header in headers if header[0].startswith("ce_")]
    assert decode(encode(event), [*attributes, *STRUCTURED]) == event


@given(
    st.none() | st.binary() | anything.map(json.dumps).map(str.encode),
    st.lists(
        st.tuples(
            st.sampled_from(["content-type", "ce_id", "ce_source", "ce_type", "ce_time", "x"])
            | text,
            st.none() | st.binary() | st.sampled_from([CONTENT_TYPE.encode(), b"application/json"]),
        )
    ),
)
def test_whatever_comes_is_an_event_or_is_said_to_be_none(
    value: bytes | None, headers: list[tuple[str, bytes | None]]
) -> None:
    assert read(value, headers)


@given(events(text), st.data())
def test_a_damaged_event_is_an_event_or_is_said_to_be_none(
    event: CloudEvent, data: st.DataObject
) -> None:
    value = bytearray(encode(event))
    value[data.draw(st.integers(0, len(value) - 1))] = data.draw(st.integers(0, 255))
    assert read(bytes(value), STRUCTURED)


def test_an_event_without_data_is_no_tombstone() -> None:
    event = CloudEvent(id="1", source="/a", type="t")
    assert b"null" not in encode(event)
    assert decode(encode(event), STRUCTURED) == event


@pytest.mark.parametrize("value", [None, b""])
def test_a_binary_event_may_have_no_value(value: bytes | None) -> None:
    event = CloudEvent(id="1", source="/a", type="t")
    assert decode(value, as_binary(event)[1]) == event


def test_data_may_come_as_base64() -> None:
    packed = b64encode(b'{"theme": "space"}').decode()
    value = {"specversion": "1.0", "id": "1", "source": "/a", "type": "t", "data_base64": packed}
    assert decode(json.dumps(value).encode(), STRUCTURED).data == {"theme": "space"}


@pytest.mark.parametrize(
    "content_type", [b"application/cloudevents+json", b"Application/CloudEvents"]
)
def test_the_content_type_is_read_as_mail_would_read_it(content_type: bytes) -> None:
    event = CloudEvent(id="1", source="/a", type="t", time=datetime(2026, 11, 21, tzinfo=UTC))
    assert decode(encode(event), [("Content-Type", content_type)]) == event


@pytest.mark.parametrize(
    "header", [("x", None), ("ce_subject", None), ("x", "é".encode("latin-1"))]
)
def test_a_null_or_foreign_header_harms_nothing(header: tuple[str, bytes | None]) -> None:
    event = CloudEvent(id="1", source="/a", type="t", data={"a": None})
    value, headers = as_binary(event)
    assert decode(value, [header, *headers]) == event
    assert decode(encode(event), [header, *STRUCTURED]) == event


def read(
    value: bytes | None, headers: list[tuple[str, bytes | None]]
) -> CloudEvent | list[Problem]:
    try:
        return decode(value, headers)
    except NotACloudEvent as refusal:
        return refusal.problems


def as_binary(event: CloudEvent) -> tuple[bytes | None, list[tuple[str, bytes | None]]]:
    members: dict[str, Any] = json.loads(encode(event))
    data = members.pop("data", None)
    headers: list[tuple[str, bytes | None]] = [
        ("content-type" if name == "datacontenttype" else f"ce_{name}", str(value).encode())
        for name, value in members.items()
    ]
    return (None if data is None else json.dumps(data).encode()), headers


PUBLISHED = sorted((Path(__file__).parents[1] / "examples").glob("*/*.json"))


@for_each({f"{path.parent.name}/{path.stem}": path for path in PUBLISHED})
def test_enclosed_in_one_pass_is_what_encoding_makes(path: Path) -> None:
    envelope = decode(path.read_bytes(), STRUCTURED)
    event = EVENTS[envelope.type].model_validate(envelope.data)
    attributes = envelope.model_dump(exclude={"specversion", "data"}, exclude_none=True)
    whole = envelope.model_copy(update={"data": event.model_dump(mode="json")})
    assert enclose(event, attributes) == encode(whole)
