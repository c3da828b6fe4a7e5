"""What is left out of `make test` is not forgotten: `make test-long` runs all of it."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTEST = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]
OPTIONS = PYTEST["ini_options"]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
MARK = re.compile(r"^(@pytest|pytestmark = pytest)\.mark\.long$", re.MULTILINE)


def recipe(target: str) -> str:
    _, after = re.split(rf"^{target}:.*$", MAKEFILE, flags=re.MULTILINE)
    return after.split("\n\n")[0]


def test_only_what_is_marked_long_is_left_out_of_make_test() -> None:
    assert "-m" not in recipe("test").split()
    assert OPTIONS["addopts"][-2:] == ["-m", "not long"]
    folders = re.search("^LONGEST_FIRST := (.*)$", MAKEFILE, re.MULTILINE)
    assert folders
    assert sorted(folders[1].split()) == sorted(OPTIONS["testpaths"])


def test_every_long_test_is_where_make_test_long_looks() -> None:
    assert recipe("test-long").split("pytest")[1].split()[:2] == ["-m", "long"]
    marked = [
        path.relative_to(ROOT)
        for folder in OPTIONS["testpaths"]
        for path in (ROOT / folder).rglob("*.py")
        if MARK.search(path.read_text("utf-8"))
    ]
    assert marked
    assert [path for path in marked if not path.name.startswith("test_")] == []


def test_ci_runs_make_check_and_make_test() -> None:
    commands = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-2:]
    assert [command.split()[-1] for command in commands] == ["check", "test"]
