"""Small files that are there whole or not at all, for our eyes only."""

import json
import os
import secrets
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.touch(mode=0o600)
    aside.write_text(text)
    aside.replace(path)


def passwords_for(names: Iterable[str], file: Path) -> dict[str, str]:
    """A random password for each name: those in the file, which gets the ones it lacks."""
    kept: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    passwords = {name: secrets.token_urlsafe(24) for name in names} | kept
    write_private(file, json.dumps(passwords, indent=2))
    return passwords


def read_assignments(file: Path) -> dict[str, str]:
    """What a shell would read, had it nothing to work out."""
    words = shlex.split(file.read_text(), comments=True)
    return dict(word.split("=", 1) for word in words)


def assignments(values: Mapping[str, str]) -> str:
    """For a shell to read."""
    return "".join(f"{name}={shlex.quote(value)}\n" for name, value in values.items())
