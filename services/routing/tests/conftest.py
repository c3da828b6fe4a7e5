"""Routing as a whole, on its emptied database, at a time that a test sets."""

from collections.abc import AsyncIterator

import pytest
from chassis.process.testing import Running, running_on
from kept_databases import KeptDatabases
from routing.service import service
from routing_town import MONDAY


@pytest.fixture
async def app(databases: KeptDatabases) -> AsyncIterator[Running]:
    engine = await databases.emptied(service.name)
    async with running_on(engine, service) as app:
        app.now = MONDAY
        yield app
