"""For tests of a service: the whole of it on a real database, with time and Kafka in hand."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any, TypeVar
from uuid import UUID, uuid4

import httpx
import jwt
from aiokafka import ConsumerRecord
from contracts.catalogue import EVENTS, source_of, submissions_topic, topic_of
from contracts.envelope import CONTENT_TYPE, CloudEvent, decode, encode
from contracts.event import Event
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI
from jwt.algorithms import OKPAlgorithm
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from chassis.clocks.runner import ClockRunner
from chassis.database.engine import create_engine, disposing
from chassis.database.migrations import upgrade
from chassis.http.key_set import KeySet
from chassis.http.tokens import Tokens
from chassis.kafka import partners
from chassis.kafka.partners import Partner
from chassis.kafka.retries import BatchRunner
from chassis.process.application import application
from chassis.process.runtime import Runtime
from chassis.process.service import Service

E = TypeVar("E", bound=Event)

ISSUER, AUDIENCE, KEY_ID = "https://issuer.test", "sportloket", "test"
EMPTY_OUTBOX = text("DELETE FROM outbox RETURNING id, value, headers")

_offsets = count()


def record(
    topic: str,
    value: bytes | None,
    *,
    key: bytes | None = None,
    headers: Sequence[tuple[str, bytes | None]] = (("content-type", CONTENT_TYPE.encode()),),
) -> ConsumerRecord:
    """A record as aiokafka hands it over, at an offset of its own."""
    return ConsumerRecord(
        topic=topic,
        partition=0,
        offset=next(_offsets),
        timestamp=0,
        timestamp_type=0,
        key=key,
        value=value,
        checksum=None,
        serialized_key_size=len(key or b""),
        serialized_value_size=len(value or b""),
        headers=tuple(headers),
    )


def published(event: Event, source: str | None = None, event_id: str | None = None) -> CloudEvent:
    """An event in its envelope, as its announcer would say it."""
    return CloudEvent(
        id=event_id or str(uuid4()),
        source=source or source_of(topic_of(event.topic).announcers[0]),
        type=event.type,
        subject=event.subject,
        time=datetime.now(UTC),
        data=event.model_dump(mode="json"),
    )


@dataclass
class Running:
    """A service without Kafka: its API, its handlers and its clocks, called by hand."""

    service: Service
    runtime: Runtime
    app: FastAPI
    client: httpx.AsyncClient
    batches: BatchRunner
    key: Ed25519PrivateKey
    now: datetime | None = None
    _announced: list[CloudEvent] = field(default_factory=list)

    def begin(self) -> Any:
        return self.runtime.begin()

    def time(self) -> datetime:
        """The time for all work: `now` when a test set it."""
        return self.now or datetime.now(UTC)

    def token(
        self,
        *roles: str,
        organisation_id: UUID | None = None,
        municipalities: Sequence[str] | None = None,
        subject: str = "a tester",
    ) -> dict[str, str]:
        """The Authorization header of somebody with these roles."""
        return bearer(
            self.key,
            *roles,
            organisation_id=organisation_id,
            municipalities=municipalities,
            subject=subject,
        )

    async def hear(self, *events: Event | CloudEvent) -> None:
        """Take these as one batch from Kafka."""
        await self.batches([_record_of(event) for event in events])

    async def take(self, *records: ConsumerRecord) -> None:
        """Take these as one batch from Kafka, whatever they are."""
        await self.batches(records)

    async def submit(self, slug: str, *events: Event | CloudEvent) -> None:
        """Take these as one batch from a partner's topic."""
        source = f"urn:test:{slug}"
        async with self.runtime.begin() as work:
            partner = Partner(slug, source, UUID(int=len(slug)))
            if slug not in await partners.of(work.db, [slug]):
                await partners.register(work.db, partner)
        envelopes = [published(e, source) if isinstance(e, Event) else e for e in events]
        topic = submissions_topic(slug)
        await self.batches([record(topic, encode(e), key=b"a key") for e in envelopes])

    async def ring(self, at: datetime) -> None:
        """Let it be that time, and ring what is due."""
        self.now = at
        runtime, alarms = self.runtime, self.service.alarms
        pulse = runtime.health.part("clocks")
        clocks = ClockRunner(runtime.begin, alarms, pulse, runtime.telemetry)
        while await clocks.ring_due():
            pass

    async def announced_since(self) -> list[CloudEvent]:
        """What was announced since the last time that a test looked, in order."""
        before = len(self._announced)
        return (await self.announced())[before:]

    async def announced(self) -> list[CloudEvent]:
        """Everything announced so far, in order; dead letters' copies left out."""
        async with self.runtime.begin() as work:
            rows = sorted((await work.db.execute(EMPTY_OUTBOX)).all(), key=lambda row: row.id)
        header = [("content-type", CONTENT_TYPE.encode())]
        self._announced += [decode(row.value, header) for row in rows if row.headers is None]
        return self._announced

    async def announced_of(self, event: type[E]) -> list[E]:
        """The announced events of a class."""
        announced = await self.announced()
        return [event.read(each.data) for each in announced if each.type == event.type]


def _record_of(event: Event | CloudEvent) -> ConsumerRecord:
    envelope = published(event) if isinstance(event, Event) else event
    if isinstance(event, Event):
        return record(event.topic, encode(envelope), key=event.key.encode())
    kind = EVENTS[envelope.type]
    return record(kind.topic, encode(envelope), key=kind.read(envelope.data).key.encode())


def bearer(
    key: Ed25519PrivateKey,
    *roles: str,
    organisation_id: UUID | None = None,
    municipalities: Sequence[str] | None = None,
    subject: str = "a tester",
) -> dict[str, str]:
    """The Authorization header of somebody with these roles, by `ISSUER` for `AUDIENCE`."""
    claims = {"sub": subject, "iss": ISSUER, "aud": AUDIENCE, "exp": int(time.time()) + 600}
    claims |= {"roles": list(roles)}
    if organisation_id is not None:
        claims |= {"organisation_id": str(organisation_id)}
    if municipalities is not None:
        claims |= {"municipalities": list(municipalities)}
    token = jwt.encode(claims, key, "EdDSA", headers={"kid": KEY_ID})
    return {"Authorization": f"Bearer {token}"}


class OneKey(KeySet):
    """The key set of an issuer with a single key, without the journey to it."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        super().__init__("https://issuer.test/jwks")
        self._key = jwt.PyJWK(OKPAlgorithm.to_jwk(key.public_key(), as_dict=True))

    async def find(self, key_id: str) -> jwt.PyJWK | None:
        return self._key if key_id == KEY_ID else None


@asynccontextmanager
async def running(service: Service, database_url: str, **settings: Any) -> AsyncIterator[Running]:
    """The service on a database of its own, migrated."""
    await asyncio.to_thread(upgrade, service.name, database_url)
    async with running_as_it_is(service, database_url, **settings) as app:
        yield app


@asynccontextmanager
async def running_as_it_is(
    service: Service, database_url: str, **settings: Any
) -> AsyncIterator[Running]:
    """The service on a database that has its tables already."""
    async with (
        disposing(create_engine(database_url, service.name)) as engine,
        running_on(engine, service, **settings) as app,
    ):
        yield app


@asynccontextmanager
async def running_on(
    engine: AsyncEngine, service: Service, **settings: Any
) -> AsyncIterator[Running]:
    """The service on connections that are somebody else's to close."""
    key = Ed25519PrivateKey.generate()
    chosen = service.settings(
        **{
            "kafka": "nowhere:9092",
            "database_url": engine.url.render_as_string(hide_password=False),
            "jwks_url": "https://issuer.test/jwks",
            "token_issuer": ISSUER,
            "token_audience": AUDIENCE,
            "form_rate": "100000/minute",
            **settings,
        }
    )
    found: list[Running] = []

    def now() -> datetime:
        return found[0].time()

    runtime = Runtime(service.name, chosen, engine, now=now)
    app = application(service, runtime)
    app.state.tokens = Tokens(chosen, OneKey(key))
    batches = BatchRunner(
        runtime.begin,
        service.reader,
        chosen.consecutive_dead_letters_cap,
        runtime.health.part("consumers"),
        runtime.telemetry,
    )
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="https://test") as client:
        found.append(Running(service, runtime, app, client, batches, key))
        yield found[0]
