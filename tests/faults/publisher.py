"""A plain Kafka client that publishes until Kafka has it, as a good partner does."""

import asyncio
from collections.abc import Sequence

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from .history import Headers
from .stopping import part_from

ANSWER_WITHIN = 8.0  # seconds
AWAY = (KafkaError, OSError, TimeoutError)


class Publisher:
    """What it does not know to have arrived it sends again: a record may stand there twice."""

    def __init__(self, kafka: str) -> None:
        self._kafka = kafka
        self._producer: AIOKafkaProducer | None = None
        self._making = asyncio.Lock()

    async def send(
        self,
        topic: str,
        key: bytes | None,
        value: bytes | None,
        headers: Sequence[tuple[str, bytes | None]] | Headers,
    ) -> None:
        while True:
            producer = await self._ready()
            try:
                async with asyncio.timeout(ANSWER_WITHIN):
                    await producer.send_and_wait(topic, value, key=key, headers=list(headers))
            except AWAY:
                await self._drop(producer)
            else:
                return

    async def close(self) -> None:
        if self._producer is not None:
            await self._drop(self._producer)

    async def _ready(self) -> AIOKafkaProducer:
        async with self._making:
            while self._producer is None:
                producer = AIOKafkaProducer(
                    bootstrap_servers=self._kafka, acks="all", request_timeout_ms=4_000
                )
                try:
                    await asyncio.wait_for(producer.start(), ANSWER_WITHIN)
                    self._producer = producer
                except AWAY:
                    await part_from(producer)
                    await asyncio.sleep(0.3)
            return self._producer

    async def _drop(self, producer: AIOKafkaProducer) -> None:
        if self._producer is producer:
            self._producer = None
        await part_from(producer)
