"""Real Kafka and PostgreSQL for whoever asks; a test that asks for neither starts neither."""

from collections.abc import AsyncIterator

import pytest
from local_runtime.databases import Databases
from local_runtime.testing import kafka_for_tests, postgres_for_tests

# Before pytest looks for the tests in the folders of the same names, and takes those for them.
import chassis  # noqa: F401
import contracts  # noqa: F401


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
async def databases(postgres: str) -> AsyncIterator[Databases]:
    """Where a test makes databases of its own."""
    maker = Databases(postgres)
    yield maker
    await maker.close()


@pytest.fixture
async def fresh_database(databases: Databases) -> AsyncIterator[str]:
    """The address, for SQLAlchemy, of an empty database that is dropped after the test."""
    async with databases.fresh() as address:
        yield address
