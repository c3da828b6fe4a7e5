"""The work list over a socket: many readers, while questions come in that it must show."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from random import Random
from typing import Final
from uuid import uuid4

import asyncpg
import httpx
from aiokafka import AIOKafkaProducer
from chassis.database.migrations import upgrade
from chassis.kafka import topics
from chassis.process.testing import bearer, published
from contracts.envelope import STRUCTURED, encode
from contracts.intake import QuestionReceived
from contracts.vocabulary import Channel, ConsentGround, ProviderKind, Theme
from local_runtime.gates import http_says_ready, until
from local_runtime.ports import HOST, free_port
from local_runtime.program import Program
from local_runtime.supervisor import Supervisor

from bench import national_network
from bench.issuer import Issuer, issuing
from bench.open_cases import CODES, fill
from bench.place import Place
from bench.plan import Plan
from bench.results import Goal, Measurement, Series
from bench.servers import Servers
from bench.worklist import FILTERS, people

CASES: Final = 1_000_000
READERS: Final = 16
PER_SECOND: Final = 50
GOAL: Final = 0.5
SHOWN_WITHIN: Final = 30.0  # seconds after the last question
IN_LIST = "SELECT count(*) FROM worklist"


async def measure(servers: Servers, plan: Plan) -> Measurement:
    async with servers.empty_place("routing") as place, issuing() as issuer:
        await asyncio.to_thread(upgrade, "routing", place.database)
        async with place.connected() as db, _routing(place, issuer, servers, db, plan) as url:
            alone = await _read(url, issuer, plan.seconds / 2)
            before = await db.fetchval(IN_LIST)
            reading = asyncio.create_task(_read(url, issuer, plan.seconds / 2))
            written = await _write(servers.kafka, int(PER_SECOND * plan.seconds / 2))
            meanwhile = await reading
            await until(lambda: _shows(db, before + written), SHOWN_WITHIN)
    return _measurement(plan, alone, meanwhile)


async def _shows(db: asyncpg.Connection, number: int) -> bool:
    return bool(await db.fetchval(IN_LIST) == number)


@asynccontextmanager
async def _routing(
    place: Place, issuer: Issuer, servers: Servers, db: asyncpg.Connection, plan: Plan
) -> AsyncIterator[str]:
    """All of the service in one process, with a full work list; where it answers."""
    await national_network.make(db)
    await fill(db, plan.share_of(CASES))
    await topics.create(servers.kafka, topics.of_services(), 1)
    port = free_port()
    program = Program(
        "routing",
        [sys.executable, "-m", "routing", "run"],
        ready=lambda: http_says_ready(HOST, port, "/health/ready"),
        environment=place.environment()
        | issuer.told_to("routing")
        | {"ROUTING_HTTP_PORT": str(port)},
    )
    async with Supervisor(servers.folder / "readers") as supervisor:
        await supervisor.start(program)
        yield f"http://{HOST}:{port}"


async def _read(url: str, issuer: Issuer, seconds: float) -> list[float]:
    """Milliseconds for each page that was read, by readers that ask again at once."""
    end, took = time.monotonic() + seconds, list[float]()
    headers = list(people(partial(bearer, issuer.key)).values())

    async def read(random: Random) -> None:
        async with httpx.AsyncClient(base_url=url) as client:
            while (began := time.monotonic()) < end:
                answer = await client.get(
                    "/v1/worklist", params=random.choice(FILTERS), headers=random.choice(headers)
                )
                answer.raise_for_status()
                took.append(1000 * (time.monotonic() - began))

    async with asyncio.TaskGroup() as readers:
        for number in range(READERS):
            readers.create_task(read(Random(number)))
    return took


async def _write(kafka: str, number: int) -> int:
    """At a steady rate, as intake announces them."""
    random, loop = Random(2026), asyncio.get_running_loop()
    async with AIOKafkaProducer(bootstrap_servers=kafka) as producer:
        start = loop.time()
        for place in range(number):
            await asyncio.sleep(start + place / PER_SECOND - loop.time())
            question = _question(random)
            value, key = encode(published(question)), question.key.encode()
            await producer.send(question.topic, value, key=key, headers=list(STRUCTURED))
        await producer.flush()
    return number


def _question(random: Random) -> QuestionReceived:
    return QuestionReceived(
        municipality_code=random.choice(CODES),
        version=1,
        occurred_at=datetime.now(UTC),
        question_id=uuid4(),
        theme=random.choice(list(Theme)),
        provider_id=uuid4(),
        provider_kind=random.choice(list(ProviderKind)),
        channel=Channel.FORM,
        details_ref="bench",
        consent=ConsentGround.CONSENT_GIVEN,
    )


def _measurement(plan: Plan, alone: list[float], meanwhile: list[float]) -> Measurement:
    seconds, left = plan.seconds / 2, len(meanwhile) / len(alone)
    return Measurement(
        "readers",
        f"A page of the work list over a socket, {READERS} readers, {plan.share_of(CASES):,} cases",
        [
            Series("while nobody writes", "ms", alone),
            Series(f"while {PER_SECOND} questions a second come in", "ms", meanwhile),
        ],
        [Goal("pages that are still read while questions come in, ÷ before", GOAL, left)],
        [
            f"{len(alone) / seconds:.0f} pages a second, {len(meanwhile) / seconds:.0f} meanwhile",
            "every question that came in is in the list",
        ],
    )
