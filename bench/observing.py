"""Looks at everything that runs, every so often: topics, memory, and what services measure."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
from aiokafka import AIOKafkaConsumer, TopicPartition
from contracts.catalogue import topic_of
from prometheus_client.parser import text_string_to_metric_families

from bench.processes import below, cpu_by_program, memory_by_program

LOOK_EVERY = 2.0  # seconds
QUIET_AFTER = 4  # looks without news

Measured = Mapping[str, float]
"""What a service measures, each summed over its labels."""


@dataclass(frozen=True)
class Look:
    at: float
    """Seconds."""
    ends: Mapping[str, int]
    """Records by topic, so far."""
    memory: Mapping[str, float]
    """MiB by program."""
    cpu: Mapping[str, float]
    """Seconds of processor by program, so far."""
    measured: Mapping[str, Measured]
    """By service."""


@dataclass
class Observer:
    client: AIOKafkaConsumer
    http: httpx.AsyncClient
    partitions: Sequence[TopicPartition]
    metrics: Mapping[str, str]
    looks: list[Look] = field(default_factory=list)

    async def until_quiet(self) -> None:
        """Until topics and outboxes do not change any more."""
        while len({str(look.ends) for look in self.looks[-QUIET_AFTER:]}) > 1 or self._few:
            await asyncio.sleep(LOOK_EVERY)
            self.looks.append(await self.look())

    @property
    def _few(self) -> bool:
        return len(self.looks) < QUIET_AFTER

    async def look(self) -> Look:
        at = time.monotonic()
        ends: dict[str, int] = {}
        for partition, end in (await self.client.end_offsets(self.partitions)).items():
            ends[partition.topic] = ends.get(partition.topic, 0) + end
        measured = {name: await self._measured(url) for name, url in self.metrics.items()}
        processes = below(os.getpid())
        return Look(at, ends, memory_by_program(processes), cpu_by_program(processes), measured)

    async def _measured(self, url: str) -> Measured:
        families = text_string_to_metric_families((await self.http.get(url)).text)
        found: dict[str, float] = {}
        for sample in (sample for family in families for sample in family.samples):
            if "le" not in sample.labels:
                found[sample.name] = found.get(sample.name, 0.0) + sample.value
        return found


@asynccontextmanager
async def observing(
    kafka: str, topics: Sequence[str], metrics: Mapping[str, str]
) -> AsyncIterator[Observer]:
    client = AIOKafkaConsumer(bootstrap_servers=kafka)
    async with client, httpx.AsyncClient() as http:
        partitions = [
            TopicPartition(topic, number)
            for topic in topics
            for number in range(topic_of(topic).partitions)
        ]
        yield Observer(client, http, partitions, metrics)
