"""Kafka's jars, by a lock of `sha256 group:artifact:version` lines.

jgo knows where jars are published, so no file of ours names a host.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

AT_A_TIME = 8


class ChecksumError(Exception):
    """What was fetched is not what the lock names."""


@dataclass(frozen=True)
class Jar:
    sha256: str
    group: str
    artifact: str
    version: str

    @classmethod
    def of(cls, line: str) -> Self:
        sha256, coordinates = line.split()
        return cls(sha256, *coordinates.split(":"))

    @property
    def name(self) -> str:
        return f"{self.artifact}-{self.version}.jar"

    def is_kept(self, folder: Path) -> bool:
        path = folder / self.name
        return path.is_file() and checksum(path) == self.sha256


def read_lock(lock: Path) -> list[Jar]:
    return [Jar.of(line) for line in lock.read_text().splitlines() if line.strip()]


def published(jar: Jar, arriving: Path) -> Path:
    from jgo.maven import MavenContext  # a tenth of a second, for what is seldom needed

    project = MavenContext(repo_cache=arriving).project(jar.group, jar.artifact)
    return Path(project.at_version(jar.version).artifact().resolve())


def fetch(
    jars: Sequence[Jar], folder: Path, get: Callable[[Jar, Path], Path] = published
) -> list[Path]:
    """The jars in that folder: those that are not there yet, or are damaged, are fetched."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [jar for jar in jars if not jar.is_kept(folder)]
    if missing:
        with (
            TemporaryDirectory(dir=folder, prefix=".arriving-") as arriving,
            ThreadPoolExecutor(AT_A_TIME) as pool,
        ):
            keep = partial(_keep, folder=folder, get=get, arriving=Path(arriving))
            list(pool.map(keep, missing))
    return [folder / jar.name for jar in jars]


def _keep(jar: Jar, folder: Path, get: Callable[[Jar, Path], Path], arriving: Path) -> None:
    fetched = get(jar, arriving)
    if checksum(fetched) != jar.sha256:
        raise ChecksumError(f"{jar.name} is not what the lock names, but {checksum(fetched)}")
    os.replace(fetched, folder / jar.name)


def checksum(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
