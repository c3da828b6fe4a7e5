"""From Kafka to the handlers: polls of some hundreds of records, each in one transaction.

FastStream owns the wiring (client, group, poll loop, commit after the batch, drain on stop); what
it leaves open is here: retries, dead letters, the cap on them, waiting for what is away.
"""

import asyncio
import logging
import time
from collections.abc import Iterable, Sequence
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.coordinator.assignors.sticky.sticky_assignor import StickyPartitionAssignor
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.annotations import KafkaMessage as ReceivedBatch
from faststream.kafka.message import KafkaAckableMessage

from chassis.kafka.aiokafka_internals import (
    client_of,
    has_died,
    knows_its_partitions,
    next_offset,
)
from chassis.kafka.retries import BatchRunner, TooManyDeadLetters
from chassis.observability.health import Pulse
from chassis.observability.metrics import Telemetry

log = logging.getLogger(__name__)

IDLE_POLL = 20  # milliseconds that a poll of nothing takes, twice (FastStream sleeps once more)
DRAIN = 25.0  # seconds for the batch under way when the process is asked to stop


async def parse(raw: tuple[ConsumerRecord, ...], original: Any) -> KafkaAckableMessage:
    """The batch as it is. FastStream's own parser loses a batch with a null or latin-1 header."""
    return KafkaAckableMessage(
        raw_message=raw,
        body=b"",
        headers={},
        batch_headers=[],
        message_id=f"{raw[0].topic}/{raw[0].partition}/{raw[0].offset}",
        consumer=client_of(original),
    )


async def as_it_is(_: KafkaAckableMessage) -> list[object]:
    """Nothing decoded: each record is read by itself, so that one cannot spoil the others."""
    return []


class NotYetAssigned(Exception):
    """The group has not yet said which partitions this member has."""


class BetweenBatches(ConsumerRebalanceListener):  # type: ignore[misc] # aiokafka has no types
    """Gives partitions away between batches, not in one: makes two owners at once rare."""

    def __init__(self, busy: asyncio.Lock) -> None:
        self._busy = busy

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        async with self._busy:
            log.info("gave up %d partitions", len(list(revoked)))

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        log.info("took %d partitions", len(list(assigned)))


class Consumer:
    """One member of the service's consumer group, for all topics that the service hears."""

    def __init__(
        self,
        bootstrap: str,
        group: str,
        topics: Sequence[str],
        most: int,
        batches: BatchRunner,
        pulse: Pulse,
        telemetry: Telemetry,
    ) -> None:
        """`topics`: regular expressions; `most`: records in a batch."""
        self._batches = batches
        self._pulse = pulse
        self._telemetry = telemetry
        self._busy = asyncio.Lock()
        self._broker = _broker(bootstrap, group)
        self._subscriber = self._broker.subscriber(
            pattern=f"^({'|'.join(topics)})$",
            group_id=group,
            batch=True,
            max_records=most,
            batch_timeout_ms=IDLE_POLL,
            # On the subscriber, not only on the broker: FastStream's own default loses records.
            ack_policy=AckPolicy.NACK_ON_ERROR,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            partition_assignment_strategy=(StickyPartitionAssignor,),
            session_timeout_ms=10_000,
            heartbeat_interval_ms=2_000,
            rebalance_timeout_ms=60_000,
            max_poll_interval_ms=300_000,
            fetch_max_wait_ms=100,
            fetch_max_bytes=8 * 1024 * 1024,
            max_partition_fetch_bytes=512 * 1024,
            listener=BetweenBatches(self._busy),
            no_reply=True,
            parser=parse,
            decoder=as_it_is,
        )
        self._subscriber(self._consume)

    async def run(self) -> None:
        """For ever; with a new client when the old one died inside (a known fault of aiokafka)."""
        while True:
            try:
                await self._broker.start()
                await self._watch()
            except Exception as error:  # noqa: BLE001 # Kafka is away: begin anew
                log.warning("consumer begins anew after %s", type(error).__name__)
            finally:
                await self._stop()
            self._pulse.waiting("kafka")
            await asyncio.sleep(1)

    async def check(self) -> None:
        """Ready when it takes batches and knows its partitions; none at all is an answer too."""
        if self._batches.halted.is_set():
            raise TooManyDeadLetters
        client = self._client
        if client is None or not knows_its_partitions(client):
            raise NotYetAssigned

    @property
    def _client(self) -> AIOKafkaConsumer | None:
        return self._subscriber.consumer

    async def _consume(self, batch: ReceivedBatch) -> None:
        if self._batches.halted.is_set():
            await asyncio.Event().wait()  # holds its place, takes nothing, until it is stopped
        async with self._busy:
            started = time.perf_counter()
            await self._batches(batch.raw_message)
            self._telemetry.batch_seconds.observe(time.perf_counter() - started)
        self._pulse.beat()

    async def _watch(self) -> None:
        while (client := self._client) is not None and not has_died(client):
            if not self._busy.locked():
                self._pulse.beat()
            self._measure_lag(client)
            await asyncio.sleep(1)

    def _measure_lag(self, client: AIOKafkaConsumer) -> None:
        for partition in client.assignment():
            end, position = client.highwater(partition), next_offset(client, partition)
            if end is not None and position is not None:
                lag = self._telemetry.consumer_lag
                lag.labels(partition.topic, str(partition.partition)).set(end - position)

    async def _stop(self) -> None:
        try:
            async with asyncio.timeout(DRAIN + 5):
                await self._broker.stop()
        except Exception as error:  # noqa: BLE001 # with Kafka away stopping may fail or hang
            log.warning("consumer stopped after %s", type(error).__name__)


def _broker(bootstrap: str, group: str) -> KafkaBroker:
    return KafkaBroker(
        bootstrap,
        client_id=group,
        allow_auto_create_topics=False,
        graceful_timeout=DRAIN,
        metadata_max_age_ms=3_000,  # a new partner's topic is heard within seconds
        logger=log,  # FastStream's own writes plain lines of its own
        log_level=logging.DEBUG,
    )
