"""Fixtures: the toy service on its emptied database."""

from collections.abc import AsyncIterator

import pytest
from chassis.database.schema import CREATE_CHASSIS_TABLES
from chassis.process.testing import Running, running_on
from kept_databases import KeptDatabases
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from toy import TABLES, Toy


@pytest.fixture
def toy() -> Toy:
    return Toy()


@pytest.fixture
async def toy_engine(databases: KeptDatabases) -> AsyncEngine:
    return await databases.emptied("toy", make_toy_tables)


@pytest.fixture
def toy_database(toy_engine: AsyncEngine) -> str:
    """The address of a database with the toy's tables."""
    return toy_engine.url.render_as_string(hide_password=False)


@pytest.fixture
async def app(toy: Toy, toy_engine: AsyncEngine) -> AsyncIterator[Running]:
    async with running_on(toy_engine, toy.service) as app:
        yield app


async def make_toy_tables(address: str) -> None:
    engine = create_async_engine(address)
    async with engine.begin() as db:
        for statement in CREATE_CHASSIS_TABLES:
            await db.execute(text(statement))
        await db.execute(TABLES)
    await engine.dispose()
