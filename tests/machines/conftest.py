"""Both machines for all tests here: time only goes on, and each test asks questions of its own."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import intake.service
import pytest
import routing.service
from chassis.database.migrations import upgrade
from chassis.process.service import Service
from chassis.process.testing import Running, running_as_it_is
from local_runtime.databases import Databases
from routing_town import MONDAY, rule_entry, settle

from .both import Both


@pytest.fixture(scope="module")
async def both(databases: Databases) -> AsyncIterator[Both]:
    async with AsyncExitStack() as stack:
        apps: list[Running] = []
        for service in (intake.service.service, routing.service.service):
            address = await stack.enter_async_context(
                databases.like(service.name, _tables(service))
            )
            apps.append(await stack.enter_async_context(running_as_it_is(service, address)))
            apps[-1].now = MONDAY
        machines = Both(intake=apps[0], routing=apps[1])
        await settle(machines.routing, rule_entry())
        await machines.news()
        yield machines


def _tables(service: Service) -> Callable[[str], Awaitable[None]]:
    async def make(address: str) -> None:
        await asyncio.to_thread(upgrade, service.name, address)

    return make
