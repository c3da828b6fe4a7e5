"""Parting from a Kafka client, which may hang or raise CancelledError while Kafka is away."""

import asyncio

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

STOPS_WITHIN = 3.0  # seconds


async def part_from(client: AIOKafkaConsumer | AIOKafkaProducer) -> None:
    """In a task of its own, so that a CancelledError of its own is not taken for ours."""
    stopping = asyncio.ensure_future(client.stop())
    await asyncio.wait([stopping], timeout=STOPS_WITHIN)
    if not stopping.done():
        stopping.cancel()
    elif not stopping.cancelled():
        stopping.exception()
