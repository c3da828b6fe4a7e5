"""The seed of all that is random, and one system for all tests that break it."""

import logging
import os
import random
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from .ground import Ground, standing_ground
from .tallying import Place, tallying
from .trial import Say, Trial

SEED = "SPORTLOKET_FAULTS_SEED"


@pytest.fixture(scope="package", autouse=True)
def quiet() -> Iterator[None]:
    """That Kafka is away is what is tried here; nobody needs to read it line by line."""
    kafka = logging.getLogger("aiokafka")
    before = kafka.level
    kafka.setLevel(logging.CRITICAL)
    yield
    kafka.setLevel(before)


@pytest.fixture(scope="session")
def say(pytestconfig: pytest.Config) -> Say:
    """To the terminal at once, whatever becomes of the test's own output; a worker has none."""
    plugins = pytestconfig.pluginmanager
    reporter, capture = plugins.getplugin("terminalreporter"), plugins.getplugin("capturemanager")
    assert capture is not None
    if reporter is None:
        return print  # shown with a test that fails

    def say(what: str) -> None:
        with capture.global_and_fixture_disabled():
            reporter.write_line(what)

    return say


@pytest.fixture(scope="session")
def seed(say: Say) -> int:
    chosen = int(os.environ.get(SEED) or random.SystemRandom().randrange(10**6))
    say(f"\n{SEED}={chosen}")
    return chosen


@pytest.fixture(scope="session")
async def ground(seed: int, say: Say) -> AsyncIterator[Ground]:
    async with standing_ground(seed, say) as ground:
        yield ground


@pytest.fixture
async def trial(ground: Ground) -> AsyncIterator[Trial]:
    async with ground.trial() as trial:
        yield trial


@pytest.fixture
async def tallied(kafka: str, fresh_database: str, tmp_path: Path) -> AsyncIterator[Place]:
    async with tallying(kafka, fresh_database, tmp_path) as place:
        yield place
