"""Either side may deploy first: what was once published is understood for ever."""

import json
from pathlib import Path
from typing import Any

import pytest
from contracts.catalogue import EVENTS
from contracts.envelope import CONTENT_TYPE, decode, encode
from contracts.event import Event
from jsonschema import Draft202012Validator

FOLDER = Path(__file__).parents[1]
EXAMPLES = [
    pytest.param(
        path.parent.name, json.loads(path.read_text()), id=f"{path.parent.name}/{path.stem}"
    )
    for path in sorted(FOLDER.glob("examples/*/*.json"))
]


def released_schema(event: type[Event]) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((FOLDER / "schemas" / f"{event.type}.json").read_text())
    return schema


@pytest.mark.parametrize(("name", "message"), EXAMPLES)
def test_every_message_ever_published_still_says_the_same(
    name: str, message: dict[str, Any]
) -> None:
    today = EVENTS[name].model_validate(message["data"]).model_dump(mode="json")
    assert today | message["data"] == today


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_the_released_schema_is_the_code(event: type[Event]) -> None:
    assert released_schema(event) == event.model_json_schema(mode="serialization")


@pytest.mark.parametrize(("name", "message"), EXAMPLES)
def test_every_message_ever_published_goes_over_the_wire_unchanged(
    name: str, message: dict[str, Any]
) -> None:
    event = decode(json.dumps(message).encode(), [("content-type", CONTENT_TYPE.encode())])
    assert event.type == name
    assert json.loads(encode(event)) == message


@pytest.mark.parametrize(("name", "message"), EXAMPLES)
def test_every_message_ever_published_is_valid_by_the_released_schema(
    name: str, message: dict[str, Any]
) -> None:
    validator = Draft202012Validator(
        released_schema(EVENTS[name]), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    assert [each.message for each in validator.iter_errors(message["data"])] == []


@pytest.mark.parametrize("name", EVENTS)
def test_every_event_has_a_published_message(name: str) -> None:
    assert list((FOLDER / "examples" / name).glob("*.json"))


@pytest.mark.parametrize(("name", "message"), EXAMPLES)
def test_a_member_that_a_later_version_adds_is_passed_over(
    name: str, message: dict[str, Any]
) -> None:
    event = EVENTS[name]
    later = message["data"] | {"added_later": {"by": "a newer version"}}
    assert event.model_validate(later) == event.model_validate(message["data"])


REFUSED: list[object] = [None, 0, -1, 1.5, True, "", "x" * 600, "Niet Zo", [], {}, ["x"], [None]]


@pytest.mark.parametrize(("name", "message"), EXAMPLES)
def test_the_code_takes_exactly_what_the_released_schema_takes(
    name: str, message: dict[str, Any]
) -> None:
    event = EVENTS[name]
    validator = Draft202012Validator(
        released_schema(event), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    for field in message["data"]:
        for value in REFUSED:
            data = message["data"] | {field: value}
            assert taken(event, data) == validator.is_valid(data), (field, value)


def taken(event: type[Event], data: dict[str, Any]) -> bool:
    try:
        event.model_validate(data)
    except ValueError:
        return False
    return True
