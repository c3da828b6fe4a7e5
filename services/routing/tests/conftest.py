"""Routing as a whole, on a database of its own, at a time that a test sets."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from chassis.database.migrations import upgrade
from chassis.process.testing import Running, running_as_it_is
from local_runtime.databases import Databases
from routing.service import service
from routing_town import MONDAY


async def _migrate(database_url: str) -> None:
    await asyncio.to_thread(upgrade, service.name, database_url)


@pytest.fixture
async def app(databases: Databases) -> AsyncIterator[Running]:
    async with (
        databases.like(service.name, _migrate) as database_url,
        running_as_it_is(service, database_url) as app,
    ):
        app.now = MONDAY
        yield app
