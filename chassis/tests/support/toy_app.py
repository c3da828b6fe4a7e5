"""Fixtures: the toy service on a database of its own."""

from collections.abc import AsyncIterator

import pytest
from chassis.database.schema import CREATE_CHASSIS_TABLES
from chassis.process.testing import Running, running_as_it_is
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from toy import TABLES, Toy


@pytest.fixture
def toy() -> Toy:
    return Toy()


@pytest.fixture
async def toy_database(fresh_database: str) -> str:
    """The address of a database with the toy's tables."""
    engine = create_async_engine(fresh_database)
    async with engine.begin() as db:
        for statement in CREATE_CHASSIS_TABLES:
            await db.execute(text(statement))
        await db.execute(TABLES)
    await engine.dispose()
    return fresh_database


@pytest.fixture
async def app(toy: Toy, toy_database: str) -> AsyncIterator[Running]:
    async with running_as_it_is(toy.service, toy_database) as app:
        yield app
