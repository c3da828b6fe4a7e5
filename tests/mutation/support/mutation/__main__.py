"""`make mutants`: changes the rules in every small way, and asks whether a test notices."""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from local_runtime.testing import servers_for_all

from mutation.parts import ROOT, Part, parts
from mutation.quick_tests import QUICK_ONLY
from mutation.survivors import Outcome, Survivor, explained, faults, made_once
from mutation.workshop import set_up

SURVIVES = (0, 33)
"""mutmut's codes of a mutant with which all tests pass, and of one that no test reaches."""
NOT_TRIED = None


class Unfinished(Exception):
    """mutmut ended before it had tried every mutant; its last lines say why."""


def main() -> None:
    known = parts()
    parser = argparse.ArgumentParser(prog="make mutants")
    parser.add_argument("parts", nargs="*", choices=[[], *known], metavar="|".join(known))
    parser.add_argument("--children", type=int, default=2)
    asked = parser.parse_args()
    with servers_for_all():
        outcomes = [_tried(known[name], asked.children) for name in asked.parts or known]
    found = faults(outcomes, explained())
    print("\n\n".join(found))
    sys.exit(bool(found))


def _tried(part: Part, children: int) -> Outcome:
    """First by the tests that take a moment; what those leave alive, by all of them."""
    workshop, began = set_up(part), time.monotonic()
    _run(workshop, children, [], {QUICK_ONLY: "yes"} if part.has_quick_tests else {})
    if part.has_quick_tests and (left := _alive(workshop)):
        _run(workshop, children, left, {})
    codes, alive = _codes(workshop), _alive(workshop)
    outcome = Outcome(part.name, len(codes), {_survivor(name, workshop) for name in alive})
    minutes = (time.monotonic() - began) / 60
    print(
        f"{part.name}: {len(codes)} mutants, {len(alive)} survive ({outcome.share:.1%}), "
        f"{minutes:.1f} minutes",
        flush=True,
    )
    return outcome


def _run(workshop: Path, children: int, mutants: list[str], told: Mapping[str, str]) -> None:
    """Try these; all of them, when none is named."""
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(children), *mutants]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests" / "mutation" / "support"), **told}
    log = workshop / "mutmut.log"
    with log.open("w") as output:
        subprocess.run(
            command, cwd=workshop, env=environment, stdout=output, stderr=output, check=False
        )
    codes = _codes(workshop)
    if not codes or NOT_TRIED in codes.values():
        raise Unfinished("\n".join(log.read_text().splitlines()[-40:]))


def _alive(workshop: Path) -> list[str]:
    return [name for name, code in _codes(workshop).items() if code in SURVIVES]


def _codes(workshop: Path) -> dict[str, int | None]:
    """mutmut's code of every mutant that can be tried, by name."""
    codes: dict[str, int | None] = {}
    for meta in (workshop / "mutants" / "src").rglob("*.meta"):
        codes |= json.loads(meta.read_text())["exit_code_by_key"]
    left_out = made_once()
    return {name: code for name, code in codes.items() if _function_of(name) not in left_out}


def _function_of(mutant: str) -> str:
    """`funding.domain.budget.Budget.commit`, of mutmut's name for a mutant of it."""
    function = re.sub(r"__mutmut_\d+$", "", mutant).replace("xǁ", "").replace("ǁ", ".")
    return function.replace(".x_", ".")


def _survivor(name: str, workshop: Path) -> Survivor:
    command = [sys.executable, "-m", "mutmut", "show", name]
    shown = subprocess.run(command, cwd=workshop, capture_output=True, text=True, check=True)
    changed = re.findall(r"^[-+](?![-+]{2} ).*$", shown.stdout, re.MULTILINE)
    return Survivor(_function_of(name), "\n".join(changed))


if __name__ == "__main__":
    main()
