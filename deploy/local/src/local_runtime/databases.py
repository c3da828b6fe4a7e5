"""Databases for tests, on one server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg


class Databases:
    def __init__(self, admin_url: str) -> None:
        self._admin_url = admin_url

    @asynccontextmanager
    async def fresh(self) -> AsyncIterator[str]:
        """An empty database's address for SQLAlchemy; afterwards it is dropped."""
        name = await self._create()
        try:
            yield self._address(name)
        finally:
            await self._drop(name)

    async def _create(self) -> str:
        name = f"test_{uuid4().hex}"
        await self._execute(f'CREATE DATABASE "{name}"')
        return name

    async def _drop(self, name: str) -> None:
        await self._execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    async def _execute(self, statement: str) -> None:
        connection = await asyncpg.connect(self._admin_url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    def _address(self, name: str) -> str:
        return (
            urlsplit(self._admin_url)
            ._replace(scheme="postgresql+asyncpg", path=f"/{name}")
            .geturl()
        )
