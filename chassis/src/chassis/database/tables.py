"""The tables that every service has for the mechanics that it shares with the others."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def new_metadata() -> MetaData:
    """A service's metadata, with the chassis' own tables in it."""
    metadata = MetaData(naming_convention=CONVENTION)
    _delivery(metadata)
    _clocks(metadata)
    _dead_letters(metadata)
    _partners(metadata)
    _idempotency_keys(metadata)
    return metadata


def _instant(name: str, *, default: bool = False) -> Column[object]:
    return Column(
        name,
        DateTime(timezone=True),
        nullable=False,
        server_default=func.clock_timestamp() if default else None,
    )


def _delivery(metadata: MetaData) -> None:
    # The event id comes first: ids grow with time, so that the index grows at its end.
    Table(
        "inbox",
        metadata,
        Column("event_id", Text, nullable=False),
        Column("source", Text, nullable=False),
        _instant("received_at", default=True),
        PrimaryKeyConstraint("event_id", "source", name="pk_inbox"),
        Index("ix_inbox_received_at", "received_at", postgresql_using="brin"),
    )
    Table(
        "outbox",
        metadata,
        # CACHE 1, the default: with a larger one the order of ids is not the order of writing.
        Column("id", BigInteger, Identity(always=True), primary_key=True),
        Column("event_id", Text, nullable=False),
        Column("topic", Text, nullable=False),
        Column("key", LargeBinary),
        Column("headers", JSONB),
        Column("value", LargeBinary),
        _instant("created_at", default=True),
    )
    Table(
        "announced",
        metadata,
        Column("event_id", Text, primary_key=True),
        Column("sequence", BigInteger, nullable=False),
        Column("topic", Text, nullable=False),
        Column("value", LargeBinary, nullable=False),
        _instant("announced_at", default=True),
        Index("ix_announced_announced_at", "announced_at", postgresql_using="brin"),
    )


def _clocks(metadata: MetaData) -> None:
    Table(
        "clocks",
        metadata,
        Column("kind", Text, nullable=False),
        Column("subject", Uuid, nullable=False),
        _instant("due_at"),
        _instant("ring_at"),
        Column("about", JSONB, nullable=False),
        Column("attempts", Integer, nullable=False, server_default="0"),
        PrimaryKeyConstraint("kind", "subject", name="pk_clocks"),
        Index("ix_clocks_ring_at", "ring_at"),
    )


def _dead_letters(metadata: MetaData) -> None:
    Table(
        "dead_letters",
        metadata,
        Column("id", BigInteger, Identity(always=True), primary_key=True),
        Column("topic", Text, nullable=False),
        Column("partition", Integer, nullable=False),
        Column("position", BigInteger, nullable=False),
        Column("key", LargeBinary),
        Column("headers", JSONB, nullable=False),
        Column("value", LargeBinary),
        Column("reason", Text, nullable=False),
        Column("error", Text, nullable=False),
        _instant("set_aside_at", default=True),
        UniqueConstraint("topic", "partition", "position", name="uq_dead_letters_record"),
        Index("ix_dead_letters_key", "topic", "key"),
    )


def _partners(metadata: MetaData) -> None:
    Table(
        "partners",
        metadata,
        Column("slug", Text, primary_key=True),
        Column("source", Text, nullable=False),
        Column("organisation_id", Uuid, nullable=False),
        _instant("added_at", default=True),
    )


def _idempotency_keys(metadata: MetaData) -> None:
    Table(
        "idempotency_keys",
        metadata,
        Column("id", Text, primary_key=True),
        Column("digest", Text, nullable=False),
        Column("status", Integer),
        Column("headers", ARRAY(Text)),
        Column("body", LargeBinary),
        _instant("taken_at", default=True),
        Index("ix_idempotency_keys_taken_at", "taken_at", postgresql_using="brin"),
    )
