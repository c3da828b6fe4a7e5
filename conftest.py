"""Real Kafka and PostgreSQL for whoever asks; a test that asks for neither starts neither."""

from collections.abc import AsyncIterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from local_runtime.databases import Databases
from local_runtime.testing import kafka_for_tests, postgres_for_tests, servers_for_all

# Before pytest looks for the tests in the folders of the same names, and takes those for them.
import chassis  # noqa: F401
import contracts  # noqa: F401

if TYPE_CHECKING:
    from kept_databases import KeptDatabases

STARTED_ONCE = {"sportloket", "ground", "both"}
"""Fixtures that take long, and are not to be made by each worker."""


def pytest_configure(config: pytest.Config) -> None:
    """With workers side by side (`-n`), who starts the workers starts the servers first."""
    if config.getoption("tx") and not hasattr(config, "workerinput"):
        servers = ExitStack()
        servers.enter_context(servers_for_all())
        config.add_cleanup(servers.close)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker takes all tests of what is started once."""
    for item in items:
        for name in STARTED_ONCE.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group(name))


@pytest.fixture(scope="session")
async def kafka() -> AsyncIterator[str]:
    """The address of a broker, to bootstrap from."""
    async with kafka_for_tests() as address:
        yield address


@pytest.fixture(scope="session")
async def postgres() -> AsyncIterator[str]:
    """The address of a server, as its administrator."""
    async with postgres_for_tests() as url:
        yield url


@pytest.fixture(scope="session")
async def databases(postgres: str) -> AsyncIterator["KeptDatabases"]:
    """Those of the services, emptied for each test."""
    from kept_databases import KeptDatabases  # a second, that a test without should not wait

    async with KeptDatabases(Databases(postgres)) as kept:
        yield kept


@pytest.fixture
async def fresh_database(postgres: str) -> AsyncIterator[str]:
    """The address, for SQLAlchemy, of an empty database that is dropped after the test."""
    async with Databases(postgres).fresh() as address:
        yield address
