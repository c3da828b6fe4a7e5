"""A Kafka and a PostgreSQL of the benchmark's own, durable, gone afterwards."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from chassis.database.schema import CREATE_CHASSIS_TABLES
from chassis.kafka import topics
from contracts.catalogue import Topic
from local_runtime.databases import Databases
from local_runtime.kafka import Kafka
from local_runtime.ports import free_port
from local_runtime.postgres import Postgres
from local_runtime.supervisor import Supervisor
from local_runtime.testing import temporary_folder

from bench.place import Place

LEADERS_WITHIN = 1.0  # seconds for new partitions to have one
PARTITIONS = 12  # as the topics have that questions and handovers are told on


@dataclass(frozen=True)
class Servers:
    kafka: str
    postgres: str
    """The administrator's address."""
    folder: Path

    @asynccontextmanager
    async def empty_place(self, group: str) -> AsyncIterator[Place]:
        """A database of its own."""
        async with Databases(self.postgres).fresh() as address:
            yield Place(group, self.kafka, address)

    @asynccontextmanager
    async def place(self, group: str, *tables: str) -> AsyncIterator[Place]:
        """The same, with the chassis' tables and these."""
        async with self.empty_place(group) as place:
            async with place.connected() as db:
                for statement in (*CREATE_CHASSIS_TABLES, *tables):
                    await db.execute(statement)
            yield place

    async def create_topics(self, names: Sequence[str]) -> None:
        kept = timedelta(hours=6)
        wanted = [Topic(name, "", ("bench",), ("bench",), PARTITIONS, kept) for name in names]
        await topics.create(self.kafka, wanted, 1)
        await asyncio.sleep(LEADERS_WITHIN)


@asynccontextmanager
async def servers() -> AsyncIterator[Servers]:
    with temporary_folder() as folder:
        kafka = Kafka(folder / "kafka", free_port(), free_port())
        postgres = Postgres(folder / "postgres", free_port(), secrets.token_urlsafe(16))
        async with Supervisor(folder / "logs") as supervisor:
            await supervisor.start(*await asyncio.gather(kafka.prepare(), postgres.prepare()))
            yield Servers(kafka.address, postgres.url(), folder)
