"""Kafka and PostgreSQL for tests in containers, from the images that docker-compose.yml names."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import docker
from docker.errors import DockerException, ImageNotFound
from testcontainers.core.config import testcontainers_config
from testcontainers.core.container import DockerContainer
from testcontainers.core.docker_client import DockerClient

from local_runtime.gates import kafka_answers, postgres_answers, until
from local_runtime.ports import free_port
from local_runtime.postgres import FORGETFUL, SETTINGS

KAFKA = "apache/kafka:4.3.1"
POSTGRES = "postgres:17-trixie"
STARTS_WITHIN = 60.0  # seconds


def can_run(image: str) -> bool:
    """Whether an engine answers that has the image, or can get it."""
    try:
        engine = docker.from_env(timeout=10)
        try:
            engine.images.get(image)
        except ImageNotFound:
            engine.images.pull(image)
    except (DockerException, OSError):
        return False
    return True


@asynccontextmanager
async def kafka() -> AsyncIterator[str]:
    host, port = DockerClient().host(), free_port()
    container = DockerContainer(KAFKA).with_bind_ports(port, port)
    container.with_envs(
        KAFKA_PROCESS_ROLES="broker,controller",
        KAFKA_NODE_ID="1",
        KAFKA_CONTROLLER_QUORUM_VOTERS="1@localhost:9093",
        KAFKA_LISTENERS=f"PLAINTEXT://:{port},CONTROLLER://:9093",
        KAFKA_ADVERTISED_LISTENERS=f"PLAINTEXT://{host}:{port}",
        KAFKA_CONTROLLER_LISTENER_NAMES="CONTROLLER",
        KAFKA_LISTENER_SECURITY_PROTOCOL_MAP="PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        KAFKA_AUTO_CREATE_TOPICS_ENABLE="false",
        KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR="1",
        KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR="1",
        KAFKA_TRANSACTION_STATE_LOG_MIN_ISR="1",
        KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS="0",
        KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS="1000",
    )
    async with _running(container, lambda: kafka_answers(host, port)):
        yield f"{host}:{port}"


@asynccontextmanager
async def postgres(password: str) -> AsyncIterator[str]:
    host, port = DockerClient().host(), free_port()
    container = DockerContainer(POSTGRES).with_bind_ports(5432, port)
    container.with_envs(POSTGRES_PASSWORD=password)
    settings = SETTINGS | FORGETFUL
    container.with_command([f"--{name}={value}" for name, value in settings.items()])
    url = f"postgresql://postgres:{password}@{host}:{port}/postgres"
    async with _running(container, lambda: postgres_answers(url)):
        yield url


@asynccontextmanager
async def _running(
    container: DockerContainer, ready: Callable[[], Awaitable[bool]]
) -> AsyncIterator[None]:
    testcontainers_config.ryuk_disabled = not can_run(testcontainers_config.ryuk_image)
    await asyncio.to_thread(container.start)
    try:
        await until(ready, STARTS_WITHIN)
        yield
    finally:
        await asyncio.to_thread(container.stop)
