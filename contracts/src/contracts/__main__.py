"""`python -m contracts write|check [folder]`: the documents made from the code."""

import sys
from pathlib import Path

from contracts.documents import documents, stray


def write(folder: Path) -> int:
    for path in stray(folder):
        path.unlink()
    for path, text in documents(folder).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


def check(folder: Path) -> int:
    drifted = [
        path
        for path, text in documents(folder).items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in (*stray(folder), *drifted):
        sys.stderr.write(f"{path} is not what the code says: run python -m contracts write\n")
    return 1 if drifted or stray(folder) else 0


def main(arguments: list[str]) -> int:
    match arguments:
        case ["write" | "check" as command, *rest] if len(rest) <= 1:
            folder = Path(*rest) if rest else Path("contracts")
            return write(folder) if command == "write" else check(folder)
    sys.stderr.write(f"{__doc__}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
