"""Each service on a database that its migrations made."""

from collections.abc import AsyncIterator
from importlib import import_module
from typing import Any

import pytest
from chassis.process.service import Service
from chassis.process.testing import Running, running_on
from kept_databases import KeptDatabases

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
async def app(service: Service, databases: KeptDatabases) -> AsyncIterator[Running]:
    engine = await databases.emptied(service.name)
    async with running_on(engine, service, **NEEDED.get(service.name, {})) as app:
        yield app
