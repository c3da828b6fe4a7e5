"""Each private member of aiokafka and FastStream that is used still means what is read from it."""

import asyncio
from collections.abc import AsyncIterator
from operator import attrgetter
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.consumer.fetcher import OffsetResetStrategy
from chassis.kafka.aiokafka_internals import (
    client_of,
    has_died,
    knows_its_partitions,
    next_offset,
)


@pytest.fixture(scope="module")
async def topic(kafka: str) -> str:
    name = f"test.internals.{uuid4().hex[:12]}"
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    await admin.create_topics([NewTopic(name, 1, 1)])
    await admin.close()
    return name


@pytest.fixture
async def client(kafka: str, topic: str) -> AsyncIterator[AIOKafkaConsumer]:
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=kafka,
        group_id=f"test.{uuid4().hex[:12]}",
        auto_offset_reset="earliest",
    )
    await consumer.start()
    yield consumer
    await consumer.stop()


async def test_a_client_knows_its_partitions_when_the_group_has_said_which(
    kafka: str, topic: str, client: AIOKafkaConsumer
) -> None:
    assert not knows_its_partitions(AIOKafkaConsumer(bootstrap_servers=kafka, group_id="test"))
    assert client.assignment() == {TopicPartition(topic, 0)}
    assert knows_its_partitions(client)


async def test_the_next_offset_is_that_of_the_record_that_is_read_next(
    kafka: str, topic: str, client: AIOKafkaConsumer
) -> None:
    partition = TopicPartition(topic, 0)
    async with AIOKafkaProducer(bootstrap_servers=kafka) as producer:
        first = await producer.send_and_wait(topic, b"a record")
    record = await asyncio.wait_for(client.getone(partition), 10)
    assert next_offset(client, partition) == record.offset + 1 == first.offset + 1


async def test_the_next_offset_is_not_known_before_kafka_was_asked(
    topic: str, client: AIOKafkaConsumer
) -> None:
    partition = TopicPartition(topic, 0)
    await asyncio.wait_for(client.position(partition), 10)
    state = client._subscription.subscription.assignment.state_value(partition)
    state.await_reset(OffsetResetStrategy.EARLIEST)
    assert next_offset(client, partition) is None


@pytest.mark.parametrize("task", ["_fetcher._fetch_task", "_coordinator._coordination_task"])
async def test_a_client_of_which_a_background_task_ended_has_died(
    client: AIOKafkaConsumer, task: str
) -> None:
    assert not has_died(client)
    background: asyncio.Task[None] = attrgetter(task)(client)
    background.cancel()
    await asyncio.wait([background])
    assert has_died(client)


async def test_faststream_hands_its_client_to_a_parser(kafka: str) -> None:
    """`original` is a method of FastStream's parser, which holds the client."""
    from faststream.kafka.message import KafkaAckableMessage
    from faststream.kafka.parser import AioKafkaBatchParser

    parser = AioKafkaBatchParser(msg_class=KafkaAckableMessage, regex=None)
    client = AIOKafkaConsumer(bootstrap_servers=kafka)
    parser._setup(client)
    assert client_of(parser.parse_message) is client
