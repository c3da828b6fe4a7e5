"""Counting questions so that nobody can be picked out: not in a report, nor by subtracting two.

The questions of a municipality and year are dealt out once, into pools of at least five
providers: first per theme, provider kind and month; what is too few there, per quarter; then per
year; then over the kinds; then over the themes. A pool is made once its time is over, and never
changes. Every figure counts whole pools, so whatever is added up or subtracted is about whole
pools too: about nobody, or about five or more. What never fits a pool is never counted.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from chassis.clocks.calendar import Month
from chassis.small_numbers import FEWEST, rounded_down
from contracts.vocabulary import ProviderKind, Theme


@dataclass(frozen=True, slots=True)
class Asked:
    """How many questions one provider asked of one kind, in one month."""

    municipality_code: str
    theme: Theme
    provider_kind: ProviderKind
    month: Month
    provider_id: UUID
    questions: int


Pool = Sequence[Asked]
Cell = tuple[str, ...]
CellOf = Callable[[Asked], Cell | None]
"""Where somebody's questions are counted in a report; None for nowhere."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`questions` and `providers` None: too few. `incomplete`: some were left out."""

    questions: int | None
    providers: int | None
    """Rounded down to a multiple of five."""
    incomplete: bool


def pools(asked: Iterable[Asked], until: Month) -> list[Pool]:
    """Those that can be made when everything before `until` is over."""
    made: list[Pool] = []
    left = list(asked)
    for level in LEVELS:
        together: defaultdict[Hashable, list[Asked]] = defaultdict(list)
        for each in left:
            together[level.key(each)].append(each)
        left = []
        for pool in together.values():
            enough = level.over(pool[0]) <= until and providers(pool) >= FEWEST
            (made.append(pool) if enough else left.extend(pool))
    return made


def figures(asked: Iterable[Asked], made: Iterable[Pool], cell_of: CellOf) -> Mapping[Cell, Figure]:
    """A figure for every cell in which something was asked."""
    covered = cells(made, cell_of)
    counted = {cell: sum(each.questions for each in pool) for cell, pool in covered.items()}
    there: defaultdict[Cell, int] = defaultdict(int)
    for each in asked:
        if (cell := cell_of(each)) is not None:
            there[cell] += each.questions
    return {
        cell: _figure(covered[cell], counted[cell] < questions)
        if cell in covered
        else Figure(None, None, incomplete=True)
        for cell, questions in there.items()
    }


def cells(made: Iterable[Pool], cell_of: CellOf) -> Mapping[Cell, Pool]:
    """What is counted in each cell: the pools that lie in it as a whole."""
    covered: defaultdict[Cell, list[Asked]] = defaultdict(list)
    for pool in made:
        lies_in = {cell_of(each) for each in pool}
        cell = lies_in.pop()
        if not lies_in and cell is not None:
            covered[cell].extend(pool)
    return covered


def providers(pool: Iterable[Asked]) -> int:
    return len({each.provider_id for each in pool})


def _figure(pool: Pool, incomplete: bool) -> Figure:
    """Rounding keeps two figures from telling how few providers are in one but not the other."""
    questions = sum(each.questions for each in pool)
    return Figure(questions, rounded_down(providers(pool)), incomplete)


@dataclass(frozen=True, slots=True)
class Level:
    """How questions are put together, and from which month on that can be done."""

    key: Callable[[Asked], Hashable]
    over: Callable[[Asked], Month]


LEVELS: Final = (
    Level(
        lambda one: (one.municipality_code, one.theme, one.provider_kind, one.month),
        lambda one: one.month.next,
    ),
    Level(
        lambda one: (one.municipality_code, one.theme, one.provider_kind, one.month.quarter),
        lambda one: one.month.quarter.next.first_month,
    ),
    Level(
        lambda one: (one.municipality_code, one.theme, one.provider_kind, one.month.year),
        lambda one: one.month.after_year,
    ),
    Level(
        lambda one: (one.municipality_code, one.theme, one.month.year),
        lambda one: one.month.after_year,
    ),
    Level(
        lambda one: (one.municipality_code, one.month.year),
        lambda one: one.month.after_year,
    ),
)
