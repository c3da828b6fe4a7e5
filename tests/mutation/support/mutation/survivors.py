"""The mutants that no test notices, each with why no outcome differs."""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).parents[2] / "survivors.toml"
MOST = 0.05
"""The share of a part's mutants that may survive."""


@dataclass(frozen=True, order=True)
class Survivor:
    """Known by what it changes, not by a number: numbers move with every edit."""

    function: str
    """With its module: `funding.domain.budget.Budget.commit`."""
    change: str
    """The lines taken out and put in, as a diff writes them."""

    def __str__(self) -> str:
        return f"{self.function}\n{self.change}"


@dataclass(frozen=True)
class Outcome:
    """What became of a part's mutants."""

    part: str
    mutants: int
    survivors: Collection[Survivor]

    @property
    def share(self) -> float:
        return len(self.survivors) / self.mutants if self.mutants else 0.0


def explained() -> Mapping[Survivor, str]:
    """Those of the list, with why."""
    return {
        Survivor(each["function"], each["change"].strip("\n")): each["why"]
        for each in tomllib.loads(LIST.read_text())["survivor"]
    }


def made_once() -> frozenset[str]:
    """Functions whose work is done before mutmut switches a mutant on."""
    return frozenset(tomllib.loads(LIST.read_text())["made_once"])


def faults(outcomes: Iterable[Outcome], known: Mapping[Survivor, str]) -> list[str]:
    """Everything that is not as it should be; nothing when all is well."""
    found: list[str] = []
    for outcome in outcomes:
        names = f"{outcome.part}."
        gone = {survivor for survivor in known if survivor.function.startswith(names)}
        gone -= set(outcome.survivors)
        new = set(outcome.survivors) - set(known)
        found += [f"survives, and is not in {LIST.name}: {each}" for each in sorted(new)]
        found += [f"in {LIST.name}, and does not survive: {each}" for each in sorted(gone)]
        if not outcome.mutants:
            found.append(f"{outcome.part}: no mutants at all")
        if outcome.share > MOST:
            found.append(f"{outcome.part}: {outcome.share:.2%} survive, more than {MOST:.0%}")
    return found
