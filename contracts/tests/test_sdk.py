"""The same events pass the official CloudEvents SDK, which knows nothing of ours."""

import json
from pathlib import Path

from cloudevents.core.bindings.kafka import (
    KafkaMessage,
    from_kafka,
    from_structured,
    to_binary,
    to_structured,
)
from cloudevents.core.formats.json import JSONFormat
from contracts.envelope import CONTENT_TYPE, CloudEvent, decode, encode
from for_each import for_each

HEADERS = {"content-type": CONTENT_TYPE.encode()}
EVENTS = {
    f"{path.parent.name}/{path.stem}": decode(path.read_bytes(), HEADERS.items())
    for path in sorted(Path(__file__).parents[1].glob("examples/*/*.json"))
}


@for_each(EVENTS)
def test_the_sdk_reads_what_we_write(event: CloudEvent) -> None:
    key = event.partitionkey and event.partitionkey.encode()
    theirs = from_kafka(KafkaMessage(HEADERS, key, encode(event)), JSONFormat())
    ours = event.model_dump(exclude_none=True)
    assert theirs.get_data() == ours.pop("data")
    assert theirs.get_attributes() == ours


@for_each(EVENTS)
def test_we_read_what_the_sdk_writes_in_either_mode(event: CloudEvent) -> None:
    theirs = from_structured(KafkaMessage(HEADERS, None, encode(event)), JSONFormat())
    for mode in (to_structured, to_binary):
        message = mode(theirs, JSONFormat())
        assert decode(message.value, message.headers.items()) == event


def test_a_structured_message_with_ce_headers_is_read_as_structured() -> None:
    event = CloudEvent(id="1", source="/a", type="t", data={"theme": "space"})
    headers = [*HEADERS.items(), ("ce_traceparent", b"00-11-22-01"), ("ce_id", b"another")]
    assert decode(encode(event), headers) == event


def test_reading_adds_nothing_that_was_not_sent() -> None:
    event = CloudEvent(id="1", source="/a", type="t")
    assert json.loads(encode(decode(encode(event), HEADERS.items()))).get("partitionkey") is None
