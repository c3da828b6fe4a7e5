"""The tally's topics, its database, its processes, and what was seen of it on Kafka."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from chassis.database.engine import create_single, disposing
from chassis.kafka.topics import create
from chassis.process.testing import Running, running_as_it_is
from contracts.catalogue import Topic
from local_runtime.gates import until
from sqlalchemy import text

from .forks import Forks
from .history import Record
from .publisher import Publisher
from .tally import TABLES, Tally
from .witness import Witness

PARTITIONS = 4
SOON = 60.0  # seconds


@dataclass
class Place:
    """`app` is the service in this process, without Kafka: to write, and to look inside."""

    tally: Tally
    app: Running
    forks: Forks
    witness: Witness
    publisher: Publisher

    async def count(self, query: str) -> int:
        async with self.app.begin() as work:
            return int((await work.db.execute(text(query))).scalar_one())

    async def until(self, so: Callable[[], bool]) -> None:
        """Wait until the witness has seen what makes it so; TimeoutError when it does not."""

        async def is_so() -> bool:
            return so()

        await until(is_so, SOON)

    def versions(self) -> dict[str, list[int]]:
        """Of each pot the versions that were said, in order, what was said again left out."""
        said: dict[str, list[int]] = defaultdict(list)
        for record in first_of_each(self.witness.records):
            if record.topic == self.tally.counted.topic and record.event and record.event.data:
                said[record.event.data["pot"]].append(record.event.data["version"])
        return said


def first_of_each(records: list[Record]) -> list[Record]:
    """Each event where it came for the first time; AssertionError when it changes on the way."""
    first: dict[str, Record] = {}
    for record in records:
        if record.event is not None:
            earlier = first.setdefault(record.event.id, record)
            assert (earlier.key, earlier.value) == (record.key, record.value)
    return list(first.values())


@asynccontextmanager
async def tallying(kafka: str, database: str, folder: Path) -> AsyncIterator[Place]:
    tally = Tally(f"test.{uuid4().hex[:12]}")
    kinds = (tally.put, tally.counted, tally.rang)
    hour = timedelta(hours=1)
    topics = [Topic(kind.topic, "a test", ("test",), ("test",), PARTITIONS, hour) for kind in kinds]
    await create(kafka, topics, 1)
    async with disposing(create_single(database, "tally")) as engine, engine.begin() as db:
        for statement in TABLES:
            await db.execute(text(statement))
    forks = Forks(tally.name, _told(kafka, database), folder / "tally.log")
    witness, publisher = Witness(kafka, topics), Publisher(kafka)
    watching = asyncio.create_task(witness.watch())
    try:
        async with running_as_it_is(tally.service, database) as app:
            yield Place(tally, app, forks, witness, publisher)
    finally:
        watching.cancel()
        await asyncio.gather(watching, forks.close(), publisher.close(), return_exceptions=True)


def _told(kafka: str, database: str) -> dict[str, str]:
    return {
        "TALLY_KAFKA": kafka,
        "TALLY_DATABASE_URL": database,
        "TALLY_JWKS_URL": "https://issuer.test/jwks",
        "TALLY_TOKEN_ISSUER": "https://issuer.test",
        "TALLY_TOKEN_AUDIENCE": "sportloket",
        # small, so that there is always more than fits
        "TALLY_BATCH_SIZE": "50",
        "TALLY_RELAY_BATCH": "20",
    }
