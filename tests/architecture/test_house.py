"""What the decisions say of the code, held against the code."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from chassis.process.service import Service
from contracts.catalogue import TOPICS

ROOT = Path(__file__).parents[2]
SERVICES = ("intake", "routing", "funding", "notifications")
SOURCES = [
    path
    for folder in ("contracts/src", "chassis/src", "services", "deploy")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "/src/" in str(path) and "/versions/" not in str(path)
]
LOCKS = [
    ROOT / "requirements.lock",
    ROOT / "deploy/runtime.lock",
    ROOT / "deploy/local/kafka.lock",
    ROOT / "contracts/tests/asyncapi/package-lock.json",
]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def calls(path: Path) -> Iterator[str]:
    """The names of all methods and functions that a file calls."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", ""))


def files_that_call(*names: str) -> set[str]:
    return {str(p.relative_to(ROOT)) for p in SOURCES if set(names) & set(calls(p))}


def test_only_the_relay_sends_to_kafka() -> None:
    ours = ("chassis/", "services/")
    producing = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        if "AIOKafkaProducer" in path.read_text("utf-8")
        and str(path.relative_to(ROOT)).startswith(ours)
    }
    assert producing == {"chassis/src/chassis/kafka/relay.py"}


def test_nothing_publishes_through_faststream() -> None:
    """Traps 8 and 9: a batch loses its keys, a return value is published whatever is committed."""
    assert files_that_call("publish_batch", "publisher") == set()
    assert not [path for path in SOURCES if "broker.publish(" in path.read_text("utf-8")]


def test_every_subscriber_names_its_acknowledgement_policy() -> None:
    """Trap 1: the default loses records, and a broker's policy does not reach a router's."""
    subscribers = [
        {keyword.arg for keyword in node.keywords}
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "subscriber"
    ]
    assert subscribers
    assert all({"ack_policy", "auto_offset_reset", "parser"} <= names for names in subscribers)
    assert all("max_workers" not in names for names in subscribers)


def test_no_transaction_notifies() -> None:
    """Trap 20: pg_notify makes all commits of the database wait for each other."""
    assert not [path for path in SOURCES if "pg_notify(" in path.read_text("utf-8")]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_depends_on_no_other(service: str) -> None:
    project = tomllib.loads((ROOT / "services" / service / "pyproject.toml").read_text("utf-8"))
    depends_on = " ".join(project["project"]["dependencies"])
    assert not [other for other in SERVICES if f"sportloket-{other}" in depends_on]


def test_no_lock_names_an_address() -> None:
    """Where packages come from is the machine's affair; npm also notes whom to sponsor."""
    lines = [line for path in LOCKS for line in path.read_text("utf-8").splitlines()]
    assert [line for line in lines if "://" in line and '"url":' not in line] == []


def test_no_function_is_written_twice() -> None:
    """The same body of some size in two places: make one of it."""
    places = defaultdict(set)
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and len(node.body) > 2:
                body = "\n".join(ast.dump(statement) for statement in node.body)
                places[body].add(f"{path.relative_to(ROOT)}:{node.name}")
    assert [sorted(where) for where in places.values() if len(where) > 1] == []


def test_no_test_sleeps_the_thread() -> None:
    tests = [
        path
        for folder in ("contracts", "chassis", "services", "deploy", "tests")
        for path in (ROOT / folder).rglob("test*.py")
    ]
    assert tests
    blocking = [
        path
        for path in tests
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "time.sleep"
    ]
    assert blocking == []


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_hears_the_topics_that_the_catalogue_says(name: str) -> None:
    service: Service = import_module(f"{name}.service").service
    heard = {
        topic.name
        for topic in TOPICS
        if any(re.fullmatch(each, topic.name.replace("{slug}", "a")) for each in service.topics)
    }
    assert heard == {topic.name for topic in TOPICS if name in topic.listeners}
