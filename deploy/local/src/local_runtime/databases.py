"""Databases that a test has to itself, copied from a template in some milliseconds."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg


class Databases:
    def __init__(self, admin_url: str) -> None:
        self._admin_url = admin_url
        self._templates: dict[str, str] = {}

    @asynccontextmanager
    async def fresh(self, template: str = "template1") -> AsyncIterator[str]:
        """An empty database's address for SQLAlchemy; afterwards it is dropped."""
        name = await self._create(template)
        try:
            yield self._address(name)
        finally:
            await self._drop(name)

    @asynccontextmanager
    async def like(
        self, what: str, prepare: Callable[[str], Awaitable[None]]
    ) -> AsyncIterator[str]:
        """A fresh database as `prepare` leaves it, which runs once for each `what`."""
        if what not in self._templates:
            template = await self._create("template1")
            await prepare(self._address(template))
            self._templates[what] = template
        async with self.fresh(self._templates[what]) as address:
            yield address

    async def close(self) -> None:
        for template in self._templates.values():
            await self._drop(template)

    async def _create(self, template: str) -> str:
        name = f"test_{uuid4().hex}"
        await self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
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
