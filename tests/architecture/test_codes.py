"""A code has its one label in contracts, and a kept code is read, not checked."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from contracts.open_enumeration import OpenEnumeration

from contracts import vocabulary

HERE = Path(__file__).parents[2]
LISTS = {
    name: codes
    for name, codes in vars(vocabulary).items()
    if isinstance(codes, type) and issubclass(codes, OpenEnumeration)
}
SOURCES = sorted(HERE.glob("services/*/src/**/*.py"))
CHECKED_ON_PURPOSE = {"services/intake/src/intake/shared/themes.py"}
"""It reads a file of its own release, in which an unknown code is a mistake."""


def second_labels(source: str) -> Iterator[str]:
    """Words for codes that are no sentences."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            yield from (words for key, value in pairs if (words := _label(key, value)))


def _label(code: ast.expr | None, words: ast.expr) -> str | None:
    match code, words:
        case (
            ast.Attribute(value=ast.Name(id=name)),
            ast.Constant(value=str(text)),
        ) if name in LISTS and not text.endswith("."):
            return text
    return None


def checked_codes(source: str) -> Iterator[str]:
    """Where a text is held against the list, as a form is, rather than read as it was kept."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            named = [node.func, *node.args] if _is(node.func, "map") else [node.func]
            yield from (codes for codes in LISTS if any(_is(each, codes) for each in named))


def _is(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def test_labels_of_codes_are_in_contracts_alone() -> None:
    assert len(SOURCES) > 400
    found = {
        str(path.relative_to(HERE)): labels
        for path in SOURCES
        if (labels := list(second_labels(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


def test_no_data_file_of_a_service_labels_codes() -> None:
    files = sorted(HERE.glob("services/*/src/**/*.toml"))
    assert any(path.name == "themes.toml" for path in files)
    every = {code.value for codes in LISTS.values() for code in codes}
    found = [
        (path.name, name)
        for path in files
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items()
        if isinstance(table, dict) and every & {k for k, v in table.items() if isinstance(v, str)}
    ]
    assert found == []


def test_a_kept_code_is_read_whatever_release_kept_it() -> None:
    found = {
        str(path.relative_to(HERE)): codes
        for path in SOURCES
        if (codes := list(checked_codes(path.read_text(encoding="utf-8"))))
    }
    assert found.keys() == CHECKED_ON_PURPOSE


def test_a_second_label_and_a_checked_code_are_found() -> None:
    labels = 'WORDS = {Theme.SPACE: "ruimte", LegalForm.NONE: "Een zin."}'
    assert list(second_labels(labels)) == ["ruimte"]
    reads = "Theme(row.theme), map(Channel, row.channels), SizeClass.read(row.size)"
    assert set(checked_codes(reads)) == {"Theme", "Channel"}
