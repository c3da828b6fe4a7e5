"""Everything that runs, on ports and in a folder of its own, each program by itself to break."""

import asyncio
import json
import secrets
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from local_runtime.environment import (
    SECRETS,
    SERVICES,
    Places,
    told_to_outside,
    told_to_service,
)
from local_runtime.gates import http_says_ready
from local_runtime.kafka import Kafka
from local_runtime.ports import HOST, free_port
from local_runtime.postgres import Postgres
from local_runtime.program import Program
from local_runtime.service_databases import make_databases

from .history import Interruption
from .member import EndedError, Member
from .preparing import migrate_all, prepare_kafka

PROGRAMS = (*SERVICES, "outside", "smtp", "kafka", "postgres")
SENDER = "notifications"
TOLD = {
    "INTAKE_FORM_RATE": "1000000/minute",
    "ROUTING_TERMS__ACKNOWLEDGE": "PT5S",
    "ROUTING_TERMS__REPLY": "PT30S",
    "ROUTING_MOST_ATTEMPTS": "20",
    "NOTIFICATIONS_RETRY_SCHEDULE": json.dumps(["PT1S"] * 100),
    "OUTSIDE_KEPT": "1000000",
    **{f"{name.upper()}_CONSECUTIVE_DEAD_LETTERS_CAP": "1000000" for name in SERVICES},
}
"""Terms that end within a test; none of the limits that a person would look at after."""


@dataclass
class System:
    places: Places
    postgres: Postgres
    logs: Path
    members: dict[str, Member] = field(default_factory=dict)
    others: list[Member] = field(default_factory=list)
    interruptions: list[Interruption] = field(default_factory=list)

    def another(self, service: str) -> Member:
        """One more process of a service, on a port of its own; not started yet."""
        port = free_port()
        there = {f"{service.upper()}_HTTP_PORT": str(port)}
        program = _service(service, self.places, port, there)
        other = Member(replace(program, name=f"{service} {port}"), self.logs)
        self.others.append(other)
        return other

    @contextmanager
    def interrupted(self, *names: str) -> Iterator[None]:
        """While this lasts, messages that are on the wire may have to be sent again."""
        since = datetime.now(UTC)
        try:
            yield
        finally:
            if {SENDER, "postgres"} & set(names):
                self.interruptions.append(Interruption(since, datetime.now(UTC)))

    async def start(self, *names: str) -> None:
        for name in names:
            await self.members[name].start()
        await asyncio.gather(*(self.members[name].ready() for name in names))

    async def ready(self) -> None:
        """Everything runs, and says that it is ready; EndedError when something does not."""
        await asyncio.gather(*(member.ready() for member in self.members.values()))

    async def end(self) -> None:
        """Of all that runs; the folder goes too, so there is nothing to be careful with."""
        for member in (*self.members.values(), *self.others):
            with suppress(EndedError):
                await (member.crash() if member.name == "postgres" else member.kill())


@asynccontextmanager
async def running_system(folder: Path) -> AsyncIterator[System]:
    ports = dict(zip(PROGRAMS, _free_ports(len(PROGRAMS)), strict=True))
    passwords = {name: secrets.token_urlsafe(32) for name in SECRETS}
    places = Places(ports, passwords, folder)
    postgres = Postgres(folder / "postgres", ports["postgres"], passwords["postgres"])
    system = System(places, postgres, folder)
    servers = await asyncio.gather(
        Kafka(folder / "kafka", ports["kafka"], free_port()).prepare(), postgres.prepare()
    )
    own = [_service(name, places, ports[name]) for name in SERVICES]
    for program in (*servers, _outside(places), *own):
        system.members[program.name] = Member(program, folder)
    try:
        await _bring_up(system)
        yield system
    finally:
        await system.end()


async def _bring_up(system: System) -> None:
    await system.start("kafka", "postgres", "outside")
    passwords = {name: system.places.passwords[name] for name in SERVICES}
    await make_databases(system.postgres.url(), passwords)
    await prepare_kafka(system.places.kafka)
    await migrate_all(system.places)
    await system.start(*SERVICES)


def _service(
    name: str, places: Places, port: int, more: Mapping[str, str] | None = None
) -> Program:
    return Program(
        name=name,
        command=[sys.executable, "-m", name, "run"],
        environment={**told_to_service(name, places), **TOLD, **(more or {})},
        ready=lambda: http_says_ready(HOST, port, "/health/ready"),
    )


def _outside(places: Places) -> Program:
    port = places.ports["outside"]
    return Program(
        name="outside",
        command=[sys.executable, "-m", "outside"],
        environment={**told_to_outside(places), **TOLD},
        ready=lambda: http_says_ready(HOST, port, "/health/ready"),
    )


def _free_ports(number: int) -> list[int]:
    """All different: none is taken yet when the next one is asked for."""
    ports: set[int] = set()
    while len(ports) < number:
        ports.add(free_port())
    return list(ports)
