"""Everything that somebody without access to a vault could read of a running Sportloket."""

from collections.abc import AsyncIterator, Iterator

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from canaries import Text
from local_runtime.environment import SERVICES
from local_runtime.gates import until
from outsider import TRACE
from running import Sportloket

SOON = 60.0  # seconds
VAULT = "vault"
"""The one table of each service that may hold personal data."""


async def everything(sportloket: Sportloket) -> list[Text]:
    found = [text async for text in of_topics(sportloket.places.kafka)]
    for service in SERVICES:
        found += [text async for text in of_tables(service, sportloket.places.database(service))]
        answer = await sportloket.http.get(f"{sportloket.url(service)}/metrics")
        found.append(Text(f"metrics of {service}", answer.text))
    return [*found, *of_logs(sportloket), *of_spans(sportloket)]


async def of_topics(kafka: str) -> AsyncIterator[Text]:
    """Every record: value, key and headers, from the first that is there to the last."""
    partitions = await _partitions(kafka)
    async with AIOKafkaConsumer(bootstrap_servers=kafka, auto_offset_reset="earliest") as reader:
        reader.assign(partitions)
        await reader.seek_to_beginning()
        ends = await reader.end_offsets(partitions)
        left = {partition for partition in partitions if ends[partition]}
        await reader.seek_to_beginning()
        while left:
            for records in (await reader.getmany(timeout_ms=200)).values():
                for record in records:
                    for text in _of_record(record):
                        yield text
            left = {one for one in left if await reader.position(one) < ends[one]}


async def _partitions(kafka: str) -> list[TopicPartition]:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    names = [name for name in await admin.list_topics() if name.startswith("sportloket.")]
    described = await admin.describe_topics(names)
    await admin.close()
    return [
        TopicPartition(topic["topic"], partition["partition"])
        for topic in described
        for partition in topic["partitions"]
    ]


def _of_record(record: object) -> Iterator[Text]:
    place = f"topic {record.topic}"  # type: ignore[attr-defined] # aiokafka has no types
    parts = {"value": record.value, "key": record.key}  # type: ignore[attr-defined]
    parts |= {f"header {name}": value for name, value in record.headers}  # type: ignore[attr-defined]
    for part, content in parts.items():
        yield Text(f"{place} {part}", _shown(content))


async def of_tables(service: str, url: str) -> AsyncIterator[Text]:
    """Every column of every row of every table but the vault."""
    connection = await asyncpg.connect(url)
    try:
        tables = await connection.fetch(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        )
        for name in [row["tablename"] for row in tables if row["tablename"] != VAULT]:
            for row in await connection.fetch(f'SELECT * FROM "{name}"'):  # noqa: S608 # a table's
                for column, content in row.items():
                    yield Text(f"table {service}.{name}.{column}", _shown(content))
    finally:
        await connection.close()


async def of_vaults(sportloket: Sportloket) -> list[Text]:
    found = []
    for service in SERVICES:
        connection = await asyncpg.connect(sportloket.places.database(service))
        rows = await connection.fetch("SELECT * FROM vault")
        await connection.close()
        found += [Text(f"vault of {service}", str(tuple(row.values()))) for row in rows]
    return found


def of_logs(sportloket: Sportloket) -> Iterator[Text]:
    """What all programs printed, the servers of others too."""
    for log in sorted(sportloket.logs.glob("*.log")):
        yield Text(f"log {log.stem}", log.read_text(errors="replace"))


def of_spans(sportloket: Sportloket) -> Iterator[Text]:
    for number, export in enumerate(sportloket.spans.exports):
        yield Text(f"spans, export {number}", export)


def _shown(content: object) -> str:
    return content.decode("latin-1") if isinstance(content, bytes) else str(content)


async def rest(sportloket: Sportloket) -> None:
    """Nothing waits to be sent, and the spans of the story were exported."""

    async def atrest() -> bool:
        waiting = [await _waiting(sportloket, service) for service in SERVICES]
        return not any(waiting) and sportloket.spans.services_in(TRACE) == set(SERVICES)

    await until(atrest, SOON)


async def _waiting(sportloket: Sportloket, service: str) -> int:
    connection = await asyncpg.connect(sportloket.places.database(service))
    number = await connection.fetchval("SELECT count(*) FROM outbox")
    if service == "notifications":
        pending = "SELECT count(*) FROM deliveries WHERE state = 'pending'"
        number += await connection.fetchval(pending)
    await connection.close()
    return int(number)
