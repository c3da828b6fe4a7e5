"""Puts events on Kafka, in order, as services do."""

from collections.abc import Iterable

from aiokafka import AIOKafkaProducer
from contracts.cloud_event import CloudEvent
from contracts.envelope import STRUCTURED, encode
from contracts.event import Event


async def send(kafka: str, topic: str, events: Iterable[tuple[CloudEvent, Event]]) -> None:
    producer = AIOKafkaProducer(
        bootstrap_servers=kafka, linger_ms=5, max_batch_size=256 * 1024, compression_type="zstd"
    )
    async with producer:
        for envelope, event in events:
            key = event.key.encode()
            await producer.send(topic, encode(envelope), key=key, headers=list(STRUCTURED))
        await producer.flush()
