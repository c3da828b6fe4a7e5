"""Each service on a database that its migrations made."""

import asyncio
from collections.abc import AsyncIterator
from importlib import import_module
from typing import Any

import pytest
from chassis.database.migrations import upgrade
from chassis.process.service import Service
from chassis.process.testing import Running, running_as_it_is
from local_runtime.databases import Databases

NEEDED: dict[str, dict[str, Any]] = {
    "notifications": {
        "smtp_host": "mail.test",
        "intake_url": "https://intake.test",
        "token_url": "https://issuer.test/token",
        "client_id": "notifications",
        "client_secret": "made up",
    }
}


@pytest.fixture(params=["intake", "routing", "funding", "notifications"])
def service(request: pytest.FixtureRequest) -> Service:
    found: Service = import_module(f"{request.param}.service").service
    return found


@pytest.fixture
async def app(service: Service, databases: Databases) -> AsyncIterator[Running]:
    async def prepare(address: str) -> None:
        await asyncio.to_thread(upgrade, service.name, address)

    async with (
        databases.like(service.name, prepare) as database_url,
        running_as_it_is(service, database_url, **NEEDED.get(service.name, {})) as app,
    ):
        yield app
