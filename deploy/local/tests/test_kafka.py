from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError
from local_runtime.kafka import Kafka
from local_runtime.ports import free_port
from local_runtime.supervisor import Supervisor


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[str]:
    """A broker on ports of its own, whatever ports it had before."""
    broker = Kafka(folder, free_port(), free_port())
    async with Supervisor(folder / "logs") as supervisor:
        await supervisor.start(await broker.prepare())
        yield broker.address


async def test_what_was_said_is_still_there_after_a_restart(tmp_path: Path) -> None:
    async with running(tmp_path) as address:
        await create_topic(address, "questions")
        async with AIOKafkaProducer(bootstrap_servers=address, acks="all") as producer:
            await producer.send_and_wait("questions", b"kept")
    async with (
        running(tmp_path) as address,
        AIOKafkaConsumer(
            "questions", bootstrap_servers=address, auto_offset_reset="earliest"
        ) as consumer,
    ):
        assert (await consumer.getone()).value == b"kept"


async def test_a_topic_that_nobody_created_is_refused(tmp_path: Path) -> None:
    async with (
        running(tmp_path) as address,
        AIOKafkaProducer(bootstrap_servers=address, request_timeout_ms=1000) as producer,
    ):
        with pytest.raises(KafkaError):
            await producer.send_and_wait("nobody.created.this", b"lost")


async def test_an_identity_that_starts_with_a_dash_is_one_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uuid.uuid4", lambda: UUID("f8" * 16))
    await Kafka(tmp_path, free_port(), free_port()).prepare()
    assert "cluster.id=-Pj4" in (tmp_path / "log" / "meta.properties").read_text()


async def create_topic(address: str, name: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=address)
    await admin.start()
    await admin.create_topics([NewTopic(name, 1, 1)])
    await admin.close()
