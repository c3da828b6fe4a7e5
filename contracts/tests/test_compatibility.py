"""Either side may deploy first: what was once published is understood for ever."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from contracts.catalogue import EVENTS
from contracts.envelope import CONTENT_TYPE, decode, encode
from contracts.event import Event
from for_each import for_each
from jsonschema import Draft202012Validator

FOLDER = Path(__file__).parents[1]


class Example(NamedTuple):
    name: str
    message: dict[str, Any]


EXAMPLES = {
    f"{path.parent.name}/{path.stem}": Example(path.parent.name, json.loads(path.read_text()))
    for path in sorted(FOLDER.glob("examples/*/*.json"))
}


def released_schema(event: type[Event]) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((FOLDER / "schemas" / f"{event.type}.json").read_text())
    return schema


@for_each(EXAMPLES)
def test_every_message_ever_published_still_says_the_same(example: Example) -> None:
    name, message = example
    today = EVENTS[name].model_validate(message["data"]).model_dump(mode="json")
    assert today | message["data"] == today


@for_each(EVENTS)
def test_the_released_schema_is_the_code(event: type[Event]) -> None:
    assert released_schema(event) == event.model_json_schema(mode="serialization")


@for_each(EXAMPLES)
def test_every_message_ever_published_goes_over_the_wire_unchanged(example: Example) -> None:
    name, message = example
    event = decode(json.dumps(message).encode(), [("content-type", CONTENT_TYPE.encode())])
    assert event.type == name
    assert json.loads(encode(event)) == message


@for_each(EXAMPLES)
def test_every_message_ever_published_is_valid_by_the_released_schema(example: Example) -> None:
    name, message = example
    validator = Draft202012Validator(
        released_schema(EVENTS[name]), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    assert [each.message for each in validator.iter_errors(message["data"])] == []


@for_each(EVENTS)
def test_every_event_has_a_published_message(event: type[Event]) -> None:
    assert list((FOLDER / "examples" / event.type).glob("*.json"))


@for_each(EXAMPLES)
def test_a_member_that_a_later_version_adds_is_passed_over(example: Example) -> None:
    name, message = example
    event = EVENTS[name]
    later = message["data"] | {"added_later": {"by": "a newer version"}}
    assert event.model_validate(later) == event.model_validate(message["data"])


REFUSED: list[object] = [None, 0, -1, 1.5, True, "", "x" * 600, "Niet Zo", [], {}, ["x"], [None]]


@for_each(EXAMPLES)
def test_the_code_takes_exactly_what_the_released_schema_takes(example: Example) -> None:
    name, message = example
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
        event.read(data)
    except ValueError:
        return False
    return True
