"""A partner's own program, which puts personal data wherever an event has room for it."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from canaries import Canaries
from contracts.catalogue import receipts_topic, submissions_topic
from contracts.partners import QuestionSubmitted
from local_runtime.environment import PARTNER
from planting import submission
from running import Sportloket

SUBMISSIONS = submissions_topic(str(PARTNER["slug"]))
RECEIPTS = receipts_topic(str(PARTNER["slug"]))
OWN = f"topic {SUBMISSIONS} "
"""Where the partner wrote it. No copy of it: what is refused is not kept (decision 5)."""
STRUCTURED = ("content-type", b"application/cloudevents+json; charset=UTF-8")
SOON = 30.0  # seconds
TAKEN_IN = 6


class Sent(NamedTuple):
    value: bytes | None
    key: bytes | None = b"club-17"
    headers: tuple[tuple[str, bytes], ...] = (STRUCTURED,)


def event(data: Any, **attributes: Any) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": str(PARTNER["source"]),
        "type": QuestionSubmitted.type,
        "data": data,
        **attributes,
    }


def structured(data: Any, **attributes: Any) -> Sent:
    return Sent(json.dumps(event(data, **attributes)).encode())


def spoiled(canaries: Canaries) -> Iterator[Sent]:
    """Each with something personal elsewhere; in the first `TAKEN_IN` it is no mistake."""

    def text(field: str) -> str:
        return canaries.text(f"submission {field}", OWN)

    yield structured(submission(naam=text("unknown member")))
    yield structured(submission(), naam=text("extension"), subject=text("subject"))
    yield structured(submission(), tracestate=text("tracestate"), partitionkey=text("partitionkey"))
    yield Sent(structured(submission()).value, text("key").encode())
    yield Sent(structured(submission()).value, headers=(STRUCTURED, ("x", text("header").encode())))
    yield structured(submission(), datacontenttype=text("datacontenttype"))
    for name in submission():
        yield structured(submission(**{name: text(name)}))
        yield structured(submission(**{name: {"naam": text(f"{name} as an object")}}))
    for name in ("source", "type", "specversion", "time", "dataschema"):
        yield structured(submission(), **{name: text(name)})
    yield structured(text("data"))
    yield structured([text("data as a list")])
    yield Sent(text("no json").encode())
    yield Sent(json.dumps(text("json that is no object")).encode())
    yield Sent(text("plain text").encode(), headers=(("content-type", b"text/plain"),))
    yield Sent(b"{}", headers=(("content-type", text("content-type").encode()),))
    ce = {"ce_specversion": "1.0", "ce_id": str(uuid4()), "ce_type": text("ce_type")}
    yield Sent(b"{}", headers=tuple((name, value.encode()) for name, value in ce.items()))
    yield Sent(None, headers=(("ce_source", text("ce_source").encode()),))


def under_names_of_its_own(canaries: Canaries) -> Iterator[Sent]:
    """What a partner may call its event, for its own use.

    Only its receipt repeats the id, by which intake knows the event again, and a trace is found.
    """
    receipt = (f"topic {RECEIPTS} ", "table intake.announced.value")
    known_by = (OWN, "table intake.inbox.event_id", "spans")
    yield structured(submission(), id=canaries.mail("submission id", *known_by, *receipt))
    for name in ("correlationid", "causationid", "traceparent"):
        yield structured(submission(), **{name: canaries.text(f"submission {name}", OWN)})


async def publish(sportloket: Sportloket, all_of_it: list[Sent]) -> list[dict[str, Any]]:
    """The receipts for these, of which each gets one; what they are about stands in the vault."""
    await _put_details(sportloket)
    async with AIOKafkaConsumer(bootstrap_servers=sportloket.places.kafka) as reader:
        await _to_the_end(reader)
        async with AIOKafkaProducer(bootstrap_servers=sportloket.places.kafka) as producer:
            for sent in all_of_it:
                await producer.send_and_wait(SUBMISSIONS, *sent[:2], headers=list(sent.headers))
        async with asyncio.timeout(SOON):
            return [
                json.loads((await reader.getone()).value)["data"] for _ in range(len(all_of_it))
            ]


async def _put_details(sportloket: Sportloket) -> None:
    token = await sportloket.token("partner", organisation_id=UUID(str(PARTNER["organisation"])))
    details = {"text": "Wie helpt ons?", "contact": {"name": "Bram", "telephone": "0612345678"}}
    path = f"{sportloket.url('intake')}/v1/details/{submission()['details_ref']}"
    (await sportloket.http.put(path, json=details, headers=token)).raise_for_status()


async def _to_the_end(reader: AIOKafkaConsumer) -> None:
    """Of the topic as it is now."""
    reader.subscribe([RECEIPTS])
    while not reader.assignment():
        await reader.getmany(timeout_ms=50)
    for partition in reader.assignment():
        await reader.position(partition)
