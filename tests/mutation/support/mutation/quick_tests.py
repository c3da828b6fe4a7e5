"""For pytest, while mutants are tried: what is quick comes first, in a first round alone."""

import os

import pytest

QUICK_ONLY = "SPORTLOKET_QUICK_TESTS_ONLY"
SERVERS = {"postgres", "kafka"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Function]) -> None:
    if QUICK_ONLY in os.environ:
        config.hook.pytest_deselected(items=list(filter(_asks_for_servers, items)))
        items[:] = [item for item in items if not _asks_for_servers(item)]
    items.sort(key=lambda item: (_asks_for_servers(item), _has_many_examples(item)))


def _asks_for_servers(item: pytest.Function) -> bool:
    return not SERVERS.isdisjoint(item.fixturenames)


def _has_many_examples(item: pytest.Function) -> bool:
    """Hypothesis: a hundred times what another test takes."""
    return getattr(item.function, "is_hypothesis_test", False)
