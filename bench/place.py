"""Where a measured program finds Kafka and its database."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Self

import asyncpg


@dataclass(frozen=True)
class Place:
    group: str
    """Of consumers."""
    kafka: str
    database: str
    """The address for SQLAlchemy."""

    @classmethod
    def told(cls) -> Self:
        told = os.environ
        return cls(told["BENCH_GROUP"], told["BENCH_KAFKA"], told["BENCH_DATABASE_URL"])

    @property
    def plain_database(self) -> str:
        """The address for asyncpg itself."""
        return self.database.replace("postgresql+asyncpg", "postgresql", 1)

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[asyncpg.Connection]:
        db = await asyncpg.connect(self.plain_database)
        try:
            yield db
        finally:
            await db.close()

    def environment(self) -> dict[str, str]:
        """What a program is told, be it one of ours or a service."""
        told = {
            "GROUP": self.group,
            "KAFKA": self.kafka,
            "DATABASE_URL": self.database,
            "HTTP_PORT": "0",
            "JWKS_URL": "https://nowhere.test/jwks",
            "TOKEN_ISSUER": "https://nowhere.test",
            "TOKEN_AUDIENCE": "bench",
            "LOG_LEVEL": "WARNING",
        }
        programs = ("BENCH", "FUNDING", "ROUTING")
        return {f"{program}_{name}": told[name] for program in programs for name in told}
