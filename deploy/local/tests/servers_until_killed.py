"""Starts Kafka and PostgreSQL below a folder, prints "ready", and waits: for a test to kill."""

import asyncio
import sys
from pathlib import Path

from local_runtime.kafka import Kafka
from local_runtime.ports import free_port
from local_runtime.postgres import Postgres
from local_runtime.supervisor import Supervisor


async def main(folder: Path) -> None:
    kafka = Kafka(folder / "kafka", free_port(), free_port())
    postgres = Postgres(folder / "postgres", free_port(), "secret")
    async with Supervisor(folder / "logs") as supervisor:
        await supervisor.start(await kafka.prepare(), await postgres.prepare())
        print("ready", flush=True)
        await asyncio.Event().wait()


asyncio.run(main(Path(sys.argv[1])))
