"""The whole of it, started once for all journeys, on ports and in a folder of its own."""

import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import httpx
import pytest
from local_runtime.environment import PORTS, SECRETS, SERVICES, Places, told_to_clients
from local_runtime.ports import free_port
from local_runtime.supervisor import Supervisor
from local_runtime.system import bring_up
from local_runtime.testing import temporary_folder
from local_runtime.tokens import token_for_each_role
from running import Sportloket
from spans import Spans, collected


@pytest.fixture(scope="session")
def spans() -> Iterator[Spans]:
    """What the services export."""
    with collected() as spans:
        yield spans


@pytest.fixture(scope="session")
async def sportloket(spans: Spans) -> AsyncIterator[Sportloket]:
    with temporary_folder() as folder:
        ports = {program: free_port() for program in PORTS}
        passwords = {name: secrets.token_urlsafe(32) for name in SECRETS}
        places = Places(ports, passwords, folder)
        async with Supervisor(folder / "logs") as supervisor, httpx.AsyncClient(timeout=30) as http:
            with exporting_to(spans):
                await bring_up(supervisor, places)
            told = told_to_clients(places, await token_for_each_role(places.http("outside")))
            yield Sportloket(told, places, folder / "logs", http, spans)


@contextmanager
def exporting_to(spans: Spans) -> Iterator[None]:
    """By the environment, of which the services that are started meanwhile get a copy."""
    with pytest.MonkeyPatch.context() as environment:
        for service in SERVICES:
            environment.setenv(f"{service.upper()}_OTLP_ENDPOINT", spans.endpoint)
        yield
