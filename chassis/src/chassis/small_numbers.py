"""No number is about one to four, nor can such a number be had by taking one from another.

A number is told when it is about nobody or about five or more, and then as a multiple of five,
rounded down. So a number less another one, of whichever service, leaves open whether the rest is
nobody or five or more. Only what is counted in whole pools of five or more is told to the unit:
what is added up or taken away there is a whole pool again.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

Cell = TypeVar("Cell", bound=Hashable)
FEWEST: Final = 5
"""About how many a number must be (S1, P07); a proposal, without a source."""


def may_be_told(subjects: Iterable[Hashable]) -> bool:
    """Of nobody, or of enough; `subjects` are those it is about, each as often as it likes."""
    return len(set(subjects)) not in range(1, FEWEST)


def rounded_down(number: int) -> int:
    return number // FEWEST * FEWEST


def told(cells: Mapping[Cell, Sequence[Hashable]]) -> dict[Cell, int | None]:
    """How many there are in each cell, by whom each is about, in fives; None: withheld.

    Together the cells are all there is. What is withheld is always about enough together, else a
    total less what is told would tell it.
    """
    hidden = {cell for cell, subjects in cells.items() if not may_be_told(subjects)}
    smallest_first = sorted(cells, key=lambda cell: len(set(cells[cell])))
    for cell in smallest_first:
        if may_be_told(each for item in hidden for each in cells[item]):
            break
        if cells[cell]:
            hidden.add(cell)
    return {
        cell: None if cell in hidden else rounded_down(len(subjects))
        for cell, subjects in cells.items()
    }
