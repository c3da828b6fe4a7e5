"""The comparison: a consumer as FastStream's and SQLAlchemy's documentation would have it.

One message, its body as a pydantic argument, one ORM session and one transaction for it, and the
offset committed after. FastStream's logging of every message is off.
"""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import uvloop
from faststream import AckPolicy, FastStream
from faststream.kafka import KafkaBroker, KafkaMessage
from pydantic import BaseModel
from sqlalchemy import BigInteger, DateTime, FetchedValue, Identity
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bench.place import Place
from bench.pots import Put, Totalled, in_envelope

PLACE = Place.told()
engine = create_async_engine(PLACE.database)
new_session = async_sessionmaker(engine, expire_on_commit=False)
broker = KafkaBroker(PLACE.kafka, logger=None)
app = FastStream(broker)


class Message(BaseModel):
    id: str
    source: str
    data: Put


class Base(DeclarativeBase):
    pass


class Inbox(Base):
    __tablename__ = "inbox"

    event_id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)


class Pot(Base):
    __tablename__ = "pots"

    pot_id: Mapped[UUID] = mapped_column(primary_key=True)
    total_cents: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int]


class Outbox(Base):
    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    event_id: Mapped[str]
    topic: Mapped[str]
    key: Mapped[bytes]
    value: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), FetchedValue())


async def decode(message: KafkaMessage) -> Any:
    """FastStream knows application/json alone."""
    return json.loads(message.body)


@broker.subscriber(
    Put.topic,
    group_id=PLACE.group,
    auto_offset_reset="earliest",
    ack_policy=AckPolicy.NACK_ON_ERROR,
    decoder=decode,
)
async def add_up(message: Message) -> None:
    async with new_session() as session, session.begin():
        if await session.get(Inbox, (message.id, message.source)) is not None:
            return
        session.add(Inbox(event_id=message.id, source=message.source))
        session.add(_announced(await _grown(session, message.data), message.data))


async def _grown(session: AsyncSession, put: Put) -> Pot:
    pot = await session.get(Pot, put.pot_id, with_for_update=True)
    if pot is None:
        pot = Pot(pot_id=put.pot_id, total_cents=0, version=0)
        session.add(pot)
    pot.total_cents += put.cents
    pot.version += 1
    return pot


def _announced(pot: Pot, put: Put) -> Outbox:
    totalled = Totalled(
        municipality_code=put.municipality_code,
        version=pot.version,
        occurred_at=datetime.now(UTC),
        pot_id=pot.pot_id,
        by_organisation_id=put.by_organisation_id,
        total_cents=pot.total_cents,
    )
    envelope = in_envelope(totalled)
    return Outbox(
        event_id=envelope.id,
        topic=totalled.topic,
        key=totalled.key.encode(),
        value=envelope.model_dump_json(exclude_none=True).encode(),
    )


if __name__ == "__main__":
    uvloop.run(app.run())
