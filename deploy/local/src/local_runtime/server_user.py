"""Whom a server runs as that refuses to be root, and what that user can reach."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

PREFERRED = ("postgres", "nobody")


def server_user() -> str | None:
    """None: whoever we are ourselves will do."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in PREFERRED if name in known)


def as_user(name: str | None) -> dict[str, Any]:
    """Arguments for subprocess to run as that user and nothing more."""
    if name is None:
        return {}
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}


def can_enter(name: str | None, folder: Path) -> bool:
    look = ["test", "-x", str(folder)]
    return subprocess.run(look, check=False, cwd="/", **as_user(name)).returncode == 0


def elsewhere(folder: Path) -> Path:
    """A lasting place that every user can enter, which `elsewhere` in the folder leads to."""
    link = folder / "elsewhere"
    if not link.exists():
        link.unlink(missing_ok=True)
        link.symlink_to(tempfile.mkdtemp(dir="/var/tmp", prefix="sportloket-"))
        link.chmod(0o711)
    return link.resolve()


def remove(folder: Path) -> None:
    """With everything in it, and what had to be kept elsewhere."""
    for link in folder.rglob("elsewhere"):
        shutil.rmtree(link.resolve(), ignore_errors=True)
    shutil.rmtree(folder)


def give(path: Path, name: str | None) -> None:
    """To that user, who alone may look into it."""
    if name is not None:
        entry = pwd.getpwnam(name)
        os.chown(path, entry.pw_uid, entry.pw_gid)
    path.chmod(0o700)
