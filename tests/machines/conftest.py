"""Both machines for all tests here: time only goes on, and each test asks questions of its own."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import intake.service
import pytest
import routing.service
from chassis.process.testing import Running, running_on
from kept_databases import KeptDatabases
from routing_town import MONDAY, rule_entry, settle

from .both import Both


@pytest.fixture(scope="module")
async def both(databases: KeptDatabases) -> AsyncIterator[Both]:
    async with AsyncExitStack() as stack:
        apps: list[Running] = []
        for service in (intake.service.service, routing.service.service):
            engine = await databases.emptied(service.name)
            apps.append(await stack.enter_async_context(running_on(engine, service)))
            apps[-1].now = MONDAY
        machines = Both(intake=apps[0], routing=apps[1])
        await settle(machines.routing, rule_entry())
        await machines.news()
        yield machines
