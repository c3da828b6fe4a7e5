"""Text as it was committed, held against what the code makes of it today."""

import os
from difflib import unified_diff
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
WRITE_ANEW = "SPORTLOKET_WRITE_SNAPSHOTS"


def check_snapshot(name: str, today: str) -> None:
    """Fail with the difference; or write the text anew, where the environment asks for that."""
    path = FOLDER / name
    if os.environ.get(WRITE_ANEW):
        path.parent.mkdir(exist_ok=True)
        path.write_text(today, encoding="utf-8")
    committed = path.read_text(encoding="utf-8") if path.exists() else ""
    if committed != today:
        pytest.fail(_difference(name, committed, today), pytrace=False)


def _difference(name: str, committed: str, today: str) -> str:
    lines = unified_diff(
        committed.splitlines(), today.splitlines(), f"{name} as committed", "today", lineterm=""
    )
    return "\n".join([*lines, "", "Was this meant? `make snapshots` writes it anew: review it."])
