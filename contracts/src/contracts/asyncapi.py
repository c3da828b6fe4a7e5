"""The catalogue as an AsyncAPI 3.0 document, for partners and integrators."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from contracts.catalogue import EVENTS, TOPICS, Topic, dead_letter_topic
from contracts.cloud_event import CloudEvent
from contracts.event import Event

Node = dict[str, Any]
_BINDING = {"bindingVersion": "0.5.0"}
_ENVELOPE_TYPE = "application/cloudevents+json"


def document(examples: Mapping[str, Mapping[str, Node]]) -> Node:
    """`examples` gives per event type the published messages by name."""
    return {
        "asyncapi": "3.0.0",
        "info": _INFO,
        "defaultContentType": _ENVELOPE_TYPE,
        "channels": {_channel_name(topic): _channel(topic) for topic in TOPICS},
        "operations": dict(_operations()),
        "components": {
            "messages": {
                event.__name__: _message(event, examples.get(event.type, {}))
                for event in EVENTS.values()
            },
            "schemas": _schemas((CloudEvent, *EVENTS.values())),
        },
    }


_INFO: Node = {
    "title": "Sportloket events",
    "version": "1.0.0",
    "description": "What the services and the partners of a sportloket tell each other. Every "
    "message is a CloudEvent 1.0 in structured JSON mode, under the NL GOV profile for "
    "CloudEvents; partners may also send binary mode. No event holds personal data or free text.",
    "license": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/en/"},
    "tags": [{"name": "CloudEvents"}],
}


def _channel_name(topic: Topic) -> str:
    return topic.name.replace("{slug}", "slug")


def _ref(*steps: str) -> Node:
    return {"$ref": "/".join(("#", *steps))}


def _channel(topic: Topic) -> Node:
    slug = {"slug": {"description": "The partner organisation: a-z, 0-9 and hyphens."}}
    return {
        "address": topic.name,
        "description": f"{topic.about} "
        f"What cannot be handled is set aside on {dead_letter_topic(topic.name)}.",
        "messages": {
            event.__name__: _ref("components", "messages", event.__name__) for event in topic.events
        },
        **({"parameters": slug} if topic.per_partner else {}),
        "bindings": {
            "kafka": {
                "partitions": topic.partitions,
                "topicConfiguration": _configuration(topic),
                **_BINDING,
            }
        },
    }


def _configuration(topic: Topic) -> Node:
    retention = -1 if topic.retention is None else int(topic.retention.total_seconds() * 1000)
    policy = "compact" if topic.compacted else "delete"
    return {"cleanup.policy": [policy], "retention.ms": retention}


def _operations() -> Iterable[tuple[str, Node]]:
    for topic in TOPICS:
        name = _channel_name(topic)
        for announcer in topic.announcers:
            yield f"{announcer}-sends-{name}", _operation("send", name, announcer)
        for listener in topic.listeners:
            yield f"{listener}-receives-{name}", _operation("receive", name, listener)


def _operation(action: str, channel: str, service: str) -> Node:
    return {
        "action": action,
        "channel": _ref("channels", channel),
        "tags": [{"name": service}],
        **({"bindings": _group(service)} if action == "receive" else {}),
    }


def _group(service: str) -> Node:
    return {"kafka": {"groupId": {"type": "string", "enum": [service]}, **_BINDING}}


def _message(event: type[Event], examples: Mapping[str, Node]) -> Node:
    return {
        "name": event.type,
        "title": event.__name__,
        "summary": (event.__doc__ or "").partition("\n")[0],
        "contentType": _ENVELOPE_TYPE,
        "payload": {
            "allOf": [
                _ref("components", "schemas", CloudEvent.__name__),
                {
                    "type": "object",
                    "required": ["specversion", "data"],
                    "properties": {
                        "type": {"const": event.type},
                        "data": _ref("components", "schemas", event.__name__),
                    },
                },
            ]
        },
        "bindings": {"kafka": {"key": _key(event), **_BINDING}},
        "examples": [{"name": name, "payload": payload} for name, payload in examples.items()],
    }


def _key(event: type[Event]) -> Node:
    # an event whose every field holds the field's own name tells which one is its key
    named = event.model_construct(None, **{name: name for name in event.model_fields})
    return {"type": "string", "description": f"The event's {named.key}."}


def _schemas(models: Iterable[type[BaseModel]]) -> Node:
    _, schemas = models_json_schema(
        [(model, "serialization") for model in models],
        ref_template="#/components/schemas/{model}",
    )
    return dict(schemas["$defs"])
