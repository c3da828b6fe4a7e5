"""Published messages with a code that only a later release knows, wherever one may be."""

import json
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, get_args
from uuid import uuid4

from contracts.event import Event

FOLDER = Path(__file__).parents[2]
NEWER = "a_newer_code"


def lists_of_codes(kind: object) -> set[type[Enum]]:
    """The enumerations in the type of a member."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {kind}
    return {found for part in get_args(kind) for found in lists_of_codes(part)}


def with_newer_codes(event: type[Event]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The data of each example, once for every member with codes, with a newer one in it."""
    for path in sorted((FOLDER / "examples" / event.type).glob("*.json")):
        data = json.loads(path.read_text())["data"]
        for name, field in event.model_fields.items():
            if lists_of_codes(field.annotation):
                newer = [*data[name], NEWER] if isinstance(data.get(name), list) else NEWER
                yield name, data | {name: newer}


def facts_with_newer_codes(event: type[Event]) -> list[Event]:
    """Each about a thing of its own."""
    return [event.read(_of_its_own(event, data)) for _, data in with_newer_codes(event)]


def _of_its_own(event: type[Event], data: dict[str, Any]) -> Any:
    """The same of another subject; events of one key wait for each other."""
    key = event.read(data).key.partition(":")[0]
    return json.loads(json.dumps(data).replace(key, str(uuid4())))
