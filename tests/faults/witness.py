"""Somebody who reads every topic from its beginning, whatever happens to Kafka meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaConnectionError
from contracts.catalogue import Topic
from contracts.envelope import CloudEvent, NotACloudEvent, decode

from .history import Record
from .stopping import part_from

DEAF_AFTER = 5  # polls of a second without a record: the reader may be deaf, so it is replaced

Hear = Callable[[Record], None]


class Witness:
    """Belongs to no group: it keeps its own place in every partition."""

    def __init__(self, kafka: str, topics: list[Topic]) -> None:
        self._kafka = kafka
        self._next = {
            TopicPartition(topic.name, number): 0
            for topic in topics
            for number in range(topic.partitions)
        }
        self._reader: AIOKafkaConsumer | None = None
        self.records: list[Record] = []
        self.hearers: list[Hear] = []
        """Told of every record when it comes."""

    @property
    def places(self) -> dict[TopicPartition, int]:
        """Of the record that comes next in each partition."""
        return dict(self._next)

    async def ends(self) -> dict[TopicPartition, int]:
        """Where each partition ends now; KafkaError when that cannot be told."""
        if self._reader is None:
            raise KafkaConnectionError
        ends: dict[TopicPartition, int] = await self._reader.end_offsets(list(self._next))
        return ends

    async def watch(self) -> None:
        """For ever; whatever a reader fails of, the next one begins where it ended."""
        while True:
            with suppress(Exception):
                async with self._reading() as reader:
                    await self._read(reader)
            await asyncio.sleep(0.2)

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AIOKafkaConsumer]:
        reader = AIOKafkaConsumer(
            bootstrap_servers=self._kafka,
            enable_auto_commit=False,
            auto_offset_reset="none",
            fetch_max_wait_ms=50,
            request_timeout_ms=5_000,
        )
        try:
            await asyncio.wait_for(reader.start(), 10)
            reader.assign(list(self._next))
            for partition, offset in self._next.items():
                reader.seek(partition, offset)
            self._reader = reader
            yield reader
        finally:
            self._reader = None
            await part_from(reader)

    async def _read(self, reader: AIOKafkaConsumer) -> None:
        silent = 0
        while silent < DEAF_AFTER:
            async with asyncio.timeout(DEAF_AFTER):
                found = await reader.getmany(timeout_ms=1_000)
            silent = 0 if found else silent + 1
            for partition, records in found.items():
                for record in records:
                    self._note(partition, record)

    def _note(self, partition: TopicPartition, record: ConsumerRecord) -> None:
        if record.offset < self._next[partition]:
            return
        self._next[partition] = record.offset + 1
        noted = Record(
            record.topic,
            record.partition,
            record.offset,
            record.key,
            record.value,
            tuple(record.headers),
            _event(record),
        )
        self.records.append(noted)
        for hear in self.hearers:
            hear(noted)


def _event(record: ConsumerRecord) -> CloudEvent | None:
    try:
        return decode(record.value, record.headers)
    except NotACloudEvent:
        return None
