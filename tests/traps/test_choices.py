"""What the design chose not to use, or to set, held against the code and the locks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from chassis.kafka import retries
from local_runtime.containers import KAFKA

ROOT = Path(__file__).parents[2]
CODE = {
    path: ast.parse(path.read_text("utf-8"))
    for folder in ("contracts/src", "chassis/src", "services", "deploy")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "/src/" in str(path)
}
TESTS = [
    path
    for folder in ("contracts", "chassis", "services", "deploy", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "/tests/" in str(path) and path != Path(__file__)
]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
LOCKED = set(re.findall(r"^([a-z0-9_.-]+)==", LOCK, re.MULTILINE))


def calls_of(*names: str) -> Iterator[tuple[Path, ast.Call]]:
    """Calls of functions, methods or classes with such a name."""
    for path, tree in CODE.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in names:
                    yield path, node


def arguments_of(name: str) -> list[dict[str | None, str]]:
    """The arguments by name of each call, as they are written."""
    return [
        {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
        for _, call in calls_of(name)
    ]


def words_in_code() -> Iterator[tuple[str, str]]:
    """Every name that is used, of whatever it is, and the file that uses it."""
    for path, tree in CODE.items():
        for node in ast.walk(tree):
            for kind in ("id", "attr", "arg", "name"):
                if isinstance(word := getattr(node, kind, None), str):
                    yield word, path.name


def test_no_subscriber_acknowledges_by_hand_or_before_its_work_is_done() -> None:
    """Traps 1, 2 and 3: of the five policies only one loses nothing."""
    policies = [given["ack_policy"] for given in arguments_of("subscriber")]
    assert policies == ["AckPolicy.NACK_ON_ERROR"]


def test_what_is_looked_through_is_there() -> None:
    assert len({path.parts[-2] for path in CODE}) > 10
    assert len(TESTS) > 100
    assert ("AIOKafkaProducer", "relay.py") in set(words_in_code())


@pytest.mark.parametrize(
    "name",
    [
        "max_workers",  # trap 10: unordered, or left out of the group before its work is done
        "TestKafkaBroker",
        "make_ping_asgi",  # trap 15: hangs without Kafka, and is green while nothing is consumed
        "group_instance_id",  # trap 32: two that share one keep fencing each other
        "transactional_id",
        "KafkaTelemetryMiddleware",  # trap 26: it writes keys to spans
    ],
)
def test_what_the_design_avoids_is_nowhere(name: str) -> None:
    assert [where for word, where in words_in_code() if word == name] == []


def test_what_is_asked_to_stop_gets_time_to_finish() -> None:
    """Trap 11: None would mean no time at all."""
    assert [given["graceful_timeout"] for given in arguments_of("KafkaBroker")] == ["DRAIN"]


def test_a_new_group_begins_at_the_beginning() -> None:
    """Trap 16."""
    began = {given["auto_offset_reset"] for given in arguments_of("subscriber")}
    assert began == {"'earliest'"}


def test_no_client_and_no_broker_makes_topics_by_itself() -> None:
    """Trap 17."""
    allowed = [given["allow_auto_create_topics"] for given in arguments_of("KafkaBroker")]
    assert allowed == ["False"]
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    told: dict[str, Any] = compose["services"]["kafka"]["environment"]
    assert told["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] == "false"
    local = (ROOT / "deploy/local/src/local_runtime/server.properties").read_text()
    assert "auto.create.topics.enable=false" in local


@pytest.mark.parametrize(
    "package",
    [
        "confluent-kafka",  # trap 18: another partition for the same key
        "dishka",  # trap 25: a second try on the session that broke
        "dishka-faststream",
        "cloudevents-pydantic",  # trap 29
        "faststream-outbox",  # trap 19
    ],
)
def test_what_the_design_does_without_is_in_no_lock(package: str) -> None:
    assert package not in LOCKED


def test_nothing_asks_for_serializable_transactions() -> None:
    """Trap 24: they collapse when many want the same money."""
    levels = {
        ast.unparse(keyword.value)
        for _, call in calls_of("execution_options", "create_async_engine", "connect", "begin")
        for keyword in call.keywords
        if keyword.arg == "isolation_level"
    }
    assert levels == {"'AUTOCOMMIT'"}
    assert not [p for p in CODE if "SERIALIZABLE" in p.read_text("utf-8").upper()]


SENDS_A_PASSWORD = {"SASLPlaintext", "SASLScram256", "SASLScram512", "SASLOAuthBearer"}


def in_clear_text(tree: ast.AST) -> list[str]:
    """Where a password would go to Kafka without TLS."""
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] in SENDS_A_PASSWORD
        and "ssl_context" not in {keyword.arg for keyword in node.keywords}
    ]


def test_no_password_goes_to_kafka_in_clear_text() -> None:
    """Trap 27: without an SSL context FastStream's SASL classes use none."""
    assert {path: found for path, tree in CODE.items() if (found := in_clear_text(tree))} == {}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("security.SASLPlaintext('a', 'b')", ["security.SASLPlaintext('a', 'b')"]),
        ("SASLScram512('a', 'b')", ["SASLScram512('a', 'b')"]),
        ("SASLScram512('a', 'b', ssl_context=tls)", []),
    ],
)
def test_a_password_in_clear_text_would_be_found(written: str, found: list[str]) -> None:
    assert in_clear_text(ast.parse(written)) == found


def test_tests_about_kafka_run_on_the_kafka_of_production() -> None:
    """Trap 28: the broker of FastStream's tests never redelivers; testcontainers' is Kafka 3."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    assert compose["services"]["kafka"]["image"] == KAFKA
    assert re.match(r"apache/kafka:4\.", KAFKA)
    assert [path for path in TESTS if "TestKafkaBroker(" in path.read_text("utf-8")] == []


def test_waiting_for_the_database_is_shorter_than_what_a_group_waits_for_a_poll() -> None:
    """Trap 31: who is away longer leaves the group, and the work is done twice."""
    (given,) = arguments_of("subscriber")
    assert int(given["max_poll_interval_ms"].replace("_", "")) > 2 * retries.PATIENCE * 1000


def test_every_engine_has_the_settings_of_set_wise_work() -> None:
    """Trap 33: `engine.py` makes all of them but the one that migrates."""
    assert {path.name for path, _ in calls_of("create_async_engine")} == {
        "engine.py",
        "migrations.py",
    }
