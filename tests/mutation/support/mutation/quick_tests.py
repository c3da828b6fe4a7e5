"""For pytest, in a first round: only the tests that ask for no server."""

import os

import pytest

QUICK_ONLY = "SPORTLOKET_QUICK_TESTS_ONLY"
SERVERS = {"postgres", "kafka"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Function]) -> None:
    if QUICK_ONLY in os.environ:
        slow = [item for item in items if not SERVERS.isdisjoint(item.fixturenames)]
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in slow]
