"""Real Kafka and PostgreSQL for whoever asks; a test that asks for neither starts neither."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
from local_runtime.databases import Databases
from local_runtime.testing import kafka_for_tests, postgres_for_tests

# Before pytest looks for the tests in the folders of the same names, and takes those for them.
import chassis  # noqa: F401
import contracts  # noqa: F401

if TYPE_CHECKING:
    from kept_databases import KeptDatabases


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
