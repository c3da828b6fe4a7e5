"""Kafka and PostgreSQL for tests: those the environment names, else containers, else our own."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import mkdtemp

from local_runtime.kafka import Kafka
from local_runtime.ports import free_port
from local_runtime.postgres import Postgres
from local_runtime.server_user import remove
from local_runtime.supervisor import Supervisor


@asynccontextmanager
async def kafka_for_tests() -> AsyncIterator[str]:
    """The address of a broker."""
    if address := os.environ.get("SPORTLOKET_TEST_KAFKA"):
        yield address
        return
    from local_runtime import containers  # a quarter of a second, that no other test should wait

    if containers.can_run(containers.KAFKA):
        async with containers.kafka() as address:
            yield address
    else:
        with temporary_folder() as folder:
            broker = Kafka(folder, free_port(), free_port())
            async with Supervisor(folder) as supervisor:
                await supervisor.start(await broker.prepare())
                yield broker.address


@asynccontextmanager
async def postgres_for_tests() -> AsyncIterator[str]:
    """The address of a server, as its administrator."""
    if url := os.environ.get("SPORTLOKET_TEST_POSTGRES"):
        yield url
        return
    from local_runtime import containers

    password = secrets.token_urlsafe(16)
    if containers.can_run(containers.POSTGRES):
        async with containers.postgres(password) as url:
            yield url
    else:
        with temporary_folder() as folder:
            server = Postgres(folder, free_port(), password, durable=False)
            async with Supervisor(folder) as supervisor:
                await supervisor.start(await server.prepare())
                yield server.url()


@contextmanager
def servers_for_all() -> Iterator[None]:
    """Both, for this process and those that it starts: the environment names them meanwhile."""
    with asyncio.Runner() as runner:
        servers = AsyncExitStack()
        try:
            kafka, postgres = runner.run(_both(servers))
            os.environ |= {"SPORTLOKET_TEST_KAFKA": kafka, "SPORTLOKET_TEST_POSTGRES": postgres}
            yield
        finally:
            runner.run(servers.aclose())


async def _both(servers: AsyncExitStack) -> list[str]:
    starting = kafka_for_tests(), postgres_for_tests()
    return await asyncio.gather(*(servers.enter_async_context(server) for server in starting))


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """One that another user may pass through, as PostgreSQL's has to."""
    folder = Path(mkdtemp(prefix="sportloket-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        remove(folder)
