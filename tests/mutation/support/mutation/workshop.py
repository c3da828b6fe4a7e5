"""A copy of a part in which mutmut may work: it writes its mutants beside what it mutates."""

import ast
import json
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

from mutation.parts import ROOT, Part

WORKSHOPS = ROOT / ".mutation"


def set_up(part: Part) -> Path:
    """A fresh copy, with settings for mutmut and pytest."""
    workshop = WORKSHOPS / part.name
    shutil.rmtree(workshop, ignore_errors=True)
    for folder in ("src", "tests"):
        shutil.copytree(part.member / folder, workshop / folder)
    shutil.copy(ROOT / "conftest.py", workshop)
    for path in (workshop / "src").rglob("*.py"):
        path.write_text(with_plain_properties(path.read_text()))
    (workshop / "pyproject.toml").write_text(_settings(part))
    return workshop


def with_plain_properties(code: str) -> str:
    """The same, with each property as a function: what is decorated is no mutant of mutmut's."""
    lines = code.splitlines(keepends=True)
    for function in sorted(_properties(ast.parse(code)), key=lambda each: -each.lineno):
        indent, last = " " * function.col_offset, function.end_lineno or function.lineno
        name = function.name
        lines.insert(last, f"{indent}{name} = property(get_{name})\n")
        at = function.lineno - 1
        lines[at] = lines[at].replace(f"def {name}(", f"def get_{name}(", 1)
        del lines[function.decorator_list[0].lineno - 1]
    return "".join(lines)


def _properties(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            decorators = function.decorator_list
            if len(decorators) == 1 and ast.unparse(decorators[0]) == "property":
                yield function


def _settings(part: Part) -> str:
    pytest = dict(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"])
    options = pytest["ini_options"] | {
        "pythonpath": [str(ROOT / path) for path in pytest["ini_options"]["pythonpath"]],
        "testpaths": ["tests"],
    }
    mutmut = {
        "source_paths": ["src"],
        "only_mutate": part.files,
        "also_copy": ["conftest.py"],
        # Migrations are no rules, and Alembic prints to what mutmut has closed by then.
        "pytest_add_cli_args_test_selection": ["tests", "--ignore=tests/test_migrations.py"],
        "pytest_add_cli_args": ["-p", "mutation.quick_tests"],
        "use_git_change_detection": False,
    }
    return _table("tool.mutmut", mutmut) + _table("tool.pytest.ini_options", options)


def _table(name: str, values: dict[str, object]) -> str:
    """TOML and JSON write texts, numbers, booleans and lists of texts the same way."""
    return f"[{name}]\n" + "".join(f"{key} = {json.dumps(values[key])}\n" for key in values) + "\n"
