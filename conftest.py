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
    from xdist.scheduler import LoadFileScheduling

WHOLE_SYSTEMS = ("tests/journeys/", "tests/faults/test_system.py", "tests/faults/test_at_random.py")
"""Tests of everything together, which takes half a minute to start and a core to run."""


def pytest_configure(config: pytest.Config) -> None:
    """With workers side by side (`-n`), who starts the workers starts the servers first."""
    if hasattr(config, "workerinput"):
        _take_time_for_examples()
    elif config.getoption("tx"):
        servers = ExitStack()
        servers.enter_context(servers_for_all())
        config.add_cleanup(servers.close)


def _take_time_for_examples() -> None:
    """What an example takes says nothing where others use the same cores."""
    from hypothesis import HealthCheck, settings

    settings.register_profile("worker", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("worker")


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> "LoadFileScheduling":
    """A worker gets files, as `--dist loadfile` has it, and one gets all of `WHOLE_SYSTEMS`."""
    from xdist.scheduler import LoadFileScheduling

    class OneWholeSystem(LoadFileScheduling):  # type: ignore[misc] # it has no types
        def _split_scope(self, nodeid: str) -> str:
            whole = nodeid.startswith(WHOLE_SYSTEMS)
            return "whole systems" if whole else super()._split_scope(nodeid)

    return OneWholeSystem(config, log)


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
