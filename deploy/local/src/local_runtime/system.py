"""Everything that runs: Kafka, PostgreSQL, what lies outside, and the four services."""

import asyncio
import sys
from hashlib import sha256

from local_runtime.environment import (
    JUDGING_SUBMISSIONS,
    PARTNER,
    SERVICES,
    Places,
    told_to_outside,
    told_to_service,
)
from local_runtime.gates import http_says_ready
from local_runtime.kafka import Kafka
from local_runtime.kept import write_private
from local_runtime.places import ROOT
from local_runtime.ports import HOST, free_port
from local_runtime.postgres import Postgres
from local_runtime.program import Program
from local_runtime.service_databases import make_databases
from local_runtime.supervisor import Supervisor


async def bring_up(supervisor: Supervisor, places: Places) -> None:
    """Returns when every part says that it is ready."""
    await _start_servers(supervisor, places)
    async with asyncio.TaskGroup() as first:
        first.create_task(supervisor.start(_outside(places)))
        first.create_task(_set_up(supervisor, places))
    await supervisor.start(*(_service(service, places) for service in SERVICES))


async def _set_up(supervisor: Supervisor, places: Places) -> None:
    """Topics, tables, the partner: unless this very code has made them already."""
    made, code = places.data / "set-up", _code()
    if made.exists() and made.read_text() == code:
        return
    async with asyncio.TaskGroup() as together:
        together.create_task(supervisor.run(_command("intake", "topics", places=places)))
        for service in SERVICES:
            together.create_task(_make_tables(supervisor, service, places))
    write_private(made, code)


async def _make_tables(supervisor: Supervisor, service: str, places: Places) -> None:
    await supervisor.run(_command(service, "migrate", places=places))
    if service in JUDGING_SUBMISSIONS:
        await supervisor.run(_command(service, "partners", "add", *_partner(), places=places))


def _code() -> str:
    folders = (ROOT / "contracts" / "src", ROOT / "chassis" / "src", ROOT / "services")
    files = sorted(file for folder in folders for file in folder.rglob("*.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


async def _start_servers(supervisor: Supervisor, places: Places) -> None:
    kafka = Kafka(places.data / "kafka", places.ports["kafka"], free_port())
    password = places.passwords["postgres"]
    postgres = Postgres(places.data / "postgres", places.ports["postgres"], password)
    await supervisor.start(*await asyncio.gather(kafka.prepare(), postgres.prepare()))
    await make_databases(postgres.url(), {name: places.passwords[name] for name in SERVICES})


def _service(service: str, places: Places) -> Program:
    return Program(
        name=service,
        command=[sys.executable, "-m", service, "run"],
        environment=told_to_service(service, places),
        ready=lambda: http_says_ready(HOST, places.ports[service], "/health/ready"),
    )


def _outside(places: Places) -> Program:
    return Program(
        name="outside",
        command=[sys.executable, "-m", "outside"],
        environment=told_to_outside(places),
        ready=lambda: http_says_ready(HOST, places.ports["outside"], "/health/ready"),
    )


def _command(service: str, *words: str, places: Places) -> Program:
    return Program(
        name=f"{service}-{words[0]}",
        command=[sys.executable, "-m", service, *words],
        environment=told_to_service(service, places),
    )


def _partner() -> list[str]:
    organisation = f"--organisation={PARTNER['organisation']}"
    return [PARTNER["slug"], f"--source={PARTNER['source']}", organisation]
