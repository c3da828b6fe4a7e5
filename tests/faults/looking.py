"""Looks at what there is in the end: mails, webhooks, books, dead letters, and what waits."""

import json
import re
from collections import Counter
from datetime import datetime
from typing import Any

import asyncpg
from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from contracts.catalogue import submissions_topic
from local_runtime.environment import SERVICES

from .client import Client
from .hearing import hearers
from .history import Arrival, Asked, Letter, Line
from .preparing import PARTNERS
from .scene import ADMINISTRATOR, WEBHOOKS
from .system import System
from .witness import Witness

QUEUES = {
    **{(name, "outbox"): "SELECT count(*) FROM outbox" for name in SERVICES},
    ("notifications", "deliveries"): "SELECT count(*) FROM deliveries WHERE state = 'pending'",
}
HOW_TO_REPLY = re.compile(
    r"(Antwoord|Dat kan) op deze pagina\..*\s+\S+/replies/\S+"
    r"|De vraag staat voor u klaar in het loket\.|Dat kan in het loket\."
)
"""As the handover stands when the mail goes: who reads it twice may have replied in between."""
LETTERS = """
    SELECT topic || '/' || partition || '/' || position AS position, reason || ' ' || error AS why
    FROM dead_letters WHERE set_aside_at >= $1
"""


async def mails(client: Client, asked: Asked, since: datetime) -> list[Arrival]:
    """What a provider is told comes under one id; organisations are told the same about many."""
    providers = {question.address for question in asked.questions}
    providers |= {submission.address for submission in asked.submissions}
    found = [arrival_of(mail, providers) for mail in await client.arrived("/mails")]
    return [mail for mail in found if mail.at >= since]


async def webhooks(client: Client, since: datetime) -> list[Arrival]:
    found = await client.arrived(f"/webhooks/{WEBHOOKS}/received")
    return [webhook for webhook in map(_webhook, found) if webhook.at >= since]


async def line(client: Client, line_id: str) -> Line:
    path = f"/budget-lines/{line_id}"
    shown = await client.must("funding", "GET", path, **ADMINISTRATOR)
    books = await client.must("funding", "GET", f"{path}/reconciliation", **ADMINISTRATOR)
    return Line(line_id, shown["ceiling_cents"], shown["available_cents"], books["exact"])


async def letters(system: System, since: datetime) -> list[Letter]:
    return [
        Letter(service, row["position"], row["why"])
        for service in SERVICES
        for row in await _ask(system, service, LETTERS, since)
    ]


async def what_waits(system: System, witness: Witness) -> dict[str, int]:
    """In outboxes, before consumers, before the sender, and before our own witness."""
    waiting = Counter(
        {
            f"{queue} of {service}": (await _ask(system, service, query))[0][0]
            for (service, queue), query in QUEUES.items()
        }
    )
    ends = await witness.ends()
    for partition, end in ends.items():
        waiting["the witness"] += end - witness.places[partition]
    for service in SERVICES:
        waiting[f"the consumers of {service}"] = await _lag(system, service, ends)
    return dict(waiting)


async def _lag(system: System, service: str, ends: dict[TopicPartition, int]) -> int:
    admin = AIOKafkaAdminClient(bootstrap_servers=system.places.kafka)
    await admin.start()
    try:
        committed = await admin.list_consumer_group_offsets(service)
    finally:
        await admin.close()
    heard = {topic for topic, services in hearers().items() if service in services}
    if service == "intake":
        heard |= set(map(submissions_topic, PARTNERS))
    return sum(
        max(0, end - (committed[partition].offset if partition in committed else 0))
        for partition, end in ends.items()
        if partition.topic in heard
    )


async def _ask(system: System, service: str, query: str, *values: object) -> list[Any]:
    connection = await asyncpg.connect(system.postgres.url(service), timeout=5)
    try:
        rows: list[Any] = await connection.fetch(query, *values)
    finally:
        await connection.close()
    return rows


def arrival_of(mail: dict[str, Any], providers: set[str]) -> Arrival:
    message_id = mail["message_id"].strip("<>").partition("@")[0]
    known = mail["to"] in providers
    about = f"{mail['subject']} to {mail['to']}" if known else f"mail {message_id}"
    at = datetime.fromisoformat(mail["received_at"])
    body = HOW_TO_REPLY.sub("", f"{mail['subject']}\n{mail['text']}")
    return Arrival(message_id, about, body, at)


def _webhook(arrival: dict[str, Any]) -> Arrival:
    about = f"webhook about {json.loads(arrival['body'])['id']}"
    at = datetime.fromisoformat(arrival["received_at"])
    return Arrival(arrival["headers"]["webhook-id"], about, arrival["body"], at)
