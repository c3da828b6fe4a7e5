"""No figure is about one to four providers, nor can such a figure be had by subtracting others."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final, TypeVar
from uuid import UUID

Cell = TypeVar("Cell", bound=Hashable)
FEWEST: Final = 5


def may_be_told(providers: Iterable[UUID]) -> bool:
    """Of nobody, or of enough."""
    return len(set(providers)) not in range(1, FEWEST)


def told(cells: Mapping[Cell, Sequence[UUID]]) -> dict[Cell, int | None]:
    """How many there are in each cell, by the provider of each; None: withheld.

    Together the cells are all there is. What is withheld is always about enough providers
    together, else a total less what is told would tell it.
    """
    hidden = {cell for cell, providers in cells.items() if not may_be_told(providers)}
    smallest_first = sorted(cells, key=lambda cell: len(set(cells[cell])))
    for cell in smallest_first:
        if may_be_told(each for one in hidden for each in cells[one]):
            break
        if cells[cell]:
            hidden.add(cell)
    return {cell: None if cell in hidden else len(providers) for cell, providers in cells.items()}
