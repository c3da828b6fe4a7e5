"""CloudEvents on Kafka: structured mode is written, structured and binary mode are read."""

from base64 import b64decode
from collections.abc import Iterable, Mapping
from typing import Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from contracts.cloud_event import CloudEvent
from contracts.event import Event
from contracts.problems import Problem, problems_of

__all__ = [
    "CONTENT_TYPE",
    "STRUCTURED",
    "CloudEvent",
    "NotACloudEvent",
    "Problem",
    "decode",
    "enclose",
    "encode",
    "problems_of",
]

CONTENT_TYPE: Final = "application/cloudevents+json; charset=UTF-8"
STRUCTURED: Final = (("content-type", CONTENT_TYPE.encode()),)
"""The headers of what this project writes."""


class NotACloudEvent(ValueError):
    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{each.pointer}: {each.detail}" for each in problems))
        self.problems = problems


_envelope = TypeAdapter(CloudEvent)
_UNMARKED = Problem(
    pointer="#",
    detail="Dit is geen CloudEvent: zet de header content-type op application/cloudevents+json.",
)
_OTHER_FORMAT = Problem(
    pointer="#", detail="Van CloudEvents lezen wij alleen application/cloudevents+json."
)
_NO_OBJECT = Problem(pointer="#", detail="Dit moet een JSON-object zijn.")
_EXTENSION = Problem(
    pointer="#",
    detail="Een extra attribuut heeft een naam met kleine letters en cijfers, "
    "en als waarde tekst, een geheel getal, true of false.",
)


def encode(event: CloudEvent) -> bytes:
    """Structured mode: what goes on the wire, in the outbox and in the archive."""
    return _envelope.dump_json(event, exclude_none=True)


def enclose(event: Event, attributes: Mapping[str, object]) -> bytes:
    """The same as `encode`, in one pass, of attributes that are there and need no checking."""
    return to_json({"specversion": "1.0", **attributes, "data": event})


def decode(value: bytes | None, headers: Iterable[tuple[str, bytes | None]]) -> CloudEvent:
    """Read either mode; the content-type alone tells which.

    A structured message may repeat its attributes as `ce_` headers, which say nothing then.
    """
    headers = tuple(headers)
    if headers == STRUCTURED:
        return _structured(value or b"")
    named = {name.lower(): content for name, content in headers}
    content_type = (named.get("content-type") or b"").decode("latin-1")
    media_type = content_type.partition(";")[0].strip().lower()
    if not media_type.startswith("application/cloudevents"):
        return _binary(value, named, content_type)
    if media_type not in {"application/cloudevents+json", "application/cloudevents"}:
        raise NotACloudEvent([_OTHER_FORMAT])
    return _structured(value or b"")


def _structured(value: bytes) -> CloudEvent:
    try:
        members = from_json(value, allow_inf_nan=False)
    except ValueError:
        raise NotACloudEvent([_NO_OBJECT]) from None
    if not isinstance(members, dict):
        raise NotACloudEvent([_NO_OBJECT])
    if "data_base64" in members:
        packed = members.pop("data_base64")
        members["data"] = packed if "data" in members else _unpacked(packed)
    return _validated(members)


def _unpacked(packed: object) -> object:
    try:
        return _json(b64decode(packed, validate=True)) if isinstance(packed, str) else packed
    except ValueError:
        return packed  # not an object, which validation will say


def _binary(
    value: bytes | None, named: Mapping[str, bytes | None], content_type: str
) -> CloudEvent:
    members: dict[str, object] = {
        name[3:]: _text(content)
        for name, content in named.items()
        if name.startswith("ce_") and content is not None
    }
    marked = bool(members)
    if content_type:
        members["datacontenttype"] = content_type
    if value:
        members["data"] = _json(value)
    return _validated(members, [] if marked else [_UNMARKED])


def _text(header: bytes) -> str | bytes:
    try:
        return header.decode()
    except UnicodeDecodeError:
        return header  # validation will say so, beside whatever else is wrong


def _json(value: bytes) -> object:
    try:
        return from_json(value, allow_inf_nan=False)
    except ValueError:
        return value


def _validated(members: dict[str, object], problems: Iterable[Problem] = ()) -> CloudEvent:
    members.setdefault("specversion", None)  # has a default for writers, never for readers
    try:
        valid: CloudEvent = _envelope.validator.validate_python(members)
        return valid
    except ValidationError as error:
        found = [
            each if each.pointer.split("/")[1] in CloudEvent.model_fields else _EXTENSION
            for each in problems_of(error)
        ]
    raise NotACloudEvent(list(dict.fromkeys((*problems, *found))))
