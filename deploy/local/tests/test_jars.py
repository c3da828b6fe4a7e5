from hashlib import sha256
from pathlib import Path

import pytest
from local_runtime.jars import ChecksumError, Jar, fetch, read_lock
from local_runtime.places import KAFKA_LOCK

CONTENT = b"classes"
JAR = Jar(sha256(CONTENT).hexdigest(), "org.example", "broker", "4.3.1")


class Delivery:
    """A repository that has one file for everything, and counts how often it is asked."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.asked = 0

    def __call__(self, jar: Jar, arriving: Path) -> Path:
        self.asked += 1
        path = arriving / jar.name
        path.write_bytes(self.content)
        return path


def test_a_jar_is_fetched_once(tmp_path: Path) -> None:
    repository = Delivery(CONTENT)
    first, second = (fetch([JAR], tmp_path, repository) for _ in range(2))
    assert first == second == [tmp_path / "broker-4.3.1.jar"]
    assert first[0].read_bytes() == CONTENT
    assert repository.asked == 1


def test_a_jar_that_is_not_what_the_lock_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ChecksumError, match=r"broker-4\.3\.1\.jar is not what the lock names"):
        fetch([JAR], tmp_path, Delivery(b"something else"))
    assert list(tmp_path.iterdir()) == []


def test_a_jar_that_was_damaged_is_fetched_again(tmp_path: Path) -> None:
    (path,) = fetch([JAR], tmp_path, Delivery(CONTENT))
    path.write_bytes(CONTENT[:3])
    fetch([JAR], tmp_path, Delivery(CONTENT))
    assert path.read_bytes() == CONTENT


def test_the_lock_names_one_file_for_every_jar_and_no_host() -> None:
    jars = read_lock(KAFKA_LOCK)
    assert len({jar.name for jar in jars}) == len(jars)
    assert all(len(bytes.fromhex(jar.sha256)) == 32 for jar in jars)
    assert "//" not in KAFKA_LOCK.read_text()
    assert Jar.of(f"{'0' * 64} org.apache.kafka:kafka_2.13:4.3.1").artifact in {
        jar.artifact for jar in jars
    }
