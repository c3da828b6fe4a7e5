"""Whether what should be on Kafka is there, once."""

from collections.abc import Mapping, Sequence

from aiokafka import AIOKafkaConsumer, TopicPartition
from contracts.catalogue import topic_of
from contracts.envelope import CloudEvent, decode

ARRIVES_WITHIN = 2_000  # milliseconds


class WrongCount(Exception):
    """Events were lost, or said twice."""


async def check(kafka: str, topics: Sequence[str], expected: Mapping[str, int]) -> None:
    """`expected`: how many things each event type is about, each of them once."""
    subjects: dict[str, list[str | None]] = {kind: [] for kind in expected}
    partitions = [
        TopicPartition(topic, number)
        for topic in topics
        for number in range(topic_of(topic).partitions)
    ]
    async with AIOKafkaConsumer(bootstrap_servers=kafka) as client:
        client.assign(partitions)
        await client.seek_to_beginning()
        while polled := await client.getmany(timeout_ms=ARRIVES_WITHIN):
            for record in (record for records in polled.values() for record in records):
                event: CloudEvent = decode(record.value, record.headers)
                subjects.get(event.type, []).append(event.subject)
    found = {kind: (len(of), len(set(of))) for kind, of in subjects.items()}
    if found != {kind: (number, number) for kind, number in expected.items()}:
        raise WrongCount(f"events and things by type: {found}; expected: {dict(expected)}")
