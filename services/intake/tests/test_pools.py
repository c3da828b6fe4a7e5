"""No report, and no subtracting of reports, tells about one to four providers."""

from collections.abc import Callable, Sequence
from itertools import combinations, permutations, product
from uuid import UUID

import pytest
from contracts.vocabulary import ProviderKind, Theme
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.domain.months import Month
from intake.domain.trends import FEWEST, Asked, Cell, CellOf, cells, figures, pools, providers

MUNICIPALITIES = ("GM1963", "GM0758")
THEMES = (Theme.VOLUNTEERS, Theme.SPACE)
KINDS = tuple(ProviderKind)
FIRST = Month(2025, 11)
MONTHS = [FIRST.later(ahead) for ahead in range(5)]
CLOSINGS = [FIRST.later(2), FIRST.later(5), Month(2027, 1)]

DIMENSIONS: Sequence[Callable[[Asked], str]] = (
    lambda one: one.municipality_code,
    lambda one: one.theme,
    lambda one: one.provider_kind,
    lambda one: str(one.month),
    lambda one: one.month.quarter,
    lambda one: str(one.month.year),
)
PERIODS = [(first, last) for first in MONTHS for last in MONTHS if first <= last]
FILTERS = [
    *product((None, *MUNICIPALITIES), (None, *THEMES), (None, *KINDS), [PERIODS[4]]),
    *product((None,), (None, *THEMES), (None,), PERIODS),
]
CUTS = [(), *combinations(DIMENSIONS, 1), *combinations(DIMENSIONS, 2)]

asked_by_few = st.lists(
    st.builds(
        Asked,
        municipality_code=st.sampled_from(MUNICIPALITIES),
        theme=st.sampled_from(THEMES),
        provider_kind=st.sampled_from(KINDS),
        month=st.sampled_from(MONTHS),
        provider_id=st.integers(1, 12).map(lambda number: UUID(int=number)),
        questions=st.integers(1, 3),
    ),
    max_size=60,
)


def reports(until: Month) -> list[CellOf]:
    """Every report that can be asked for when that month has begun: each filter, each way cut."""
    return [_report(*chosen, until, cut) for chosen in FILTERS for cut in CUTS]


def _report(
    municipality: str | None,
    theme: Theme | None,
    kind: ProviderKind | None,
    period: tuple[Month, Month],
    until: Month,
    cut: Sequence[Callable[[Asked], str]],
) -> CellOf:
    def cell_of(one: Asked) -> Cell | None:
        inside = (
            municipality in {None, one.municipality_code}
            and theme in {None, one.theme}
            and kind in {None, one.provider_kind}
            and period[0] <= one.month <= period[1]
            and one.month < until
        )
        return tuple(dimension(one) for dimension in cut) if inside else None

    return cell_of


def everything_told(asked: Sequence[Asked]) -> set[frozenset[Asked]]:
    """What each figure is about, of all reports that will ever be there."""
    told: set[frozenset[Asked]] = set()
    for until in CLOSINGS:
        made = pools(asked, until)
        for cell_of in reports(until):
            told |= {frozenset(pool) for pool in cells(made, cell_of).values()}
    return told


@pytest.mark.requirement("P07")
@settings(max_examples=30, deadline=None)
@given(asked_by_few)
def test_no_figure_and_no_difference_of_two_is_about_one_to_four_providers(
    asked: list[Asked],
) -> None:
    told = everything_told(asked)
    for pool in told:
        assert providers(pool) >= FEWEST
    for one, other in permutations(told, 2):
        assert not 1 <= providers(one - other) < FEWEST


@pytest.mark.requirement("P07")
@settings(max_examples=30, deadline=None)
@given(asked_by_few, st.data())
def test_nor_is_a_figure_less_the_sum_of_others(asked: list[Asked], data: st.DataObject) -> None:
    told = sorted(everything_told(asked), key=lambda pool: (len(pool), repr(pool)))
    if not told:
        return
    total, *parts = data.draw(st.lists(st.sampled_from(told), min_size=1, max_size=6))
    summed: frozenset[Asked] = frozenset()
    for part in parts:
        summed = summed | part if summed.isdisjoint(part) else summed
    assert not 1 <= providers(total - summed) < FEWEST
    assert not 1 <= providers(summed - total) < FEWEST


@pytest.mark.requirement("P07")
@settings(max_examples=30, deadline=None)
@given(asked_by_few)
def test_what_was_told_is_told_again_however_late_one_asks(asked: list[Asked]) -> None:
    by_month = _report(None, None, None, (MONTHS[0], MONTHS[-1]), CLOSINGS[0], CUTS[1])
    early = figures(asked, pools(asked, CLOSINGS[0]), by_month)
    late = cells(pools(asked, CLOSINGS[-1]), by_month)
    for cell, figure in early.items():
        if figure.questions is not None:
            assert sum(one.questions for one in late[cell]) >= figure.questions


def test_a_figure_of_providers_is_rounded_down_to_fives() -> None:
    asked = [
        Asked("GM1963", Theme.SPACE, ProviderKind.CLUB, FIRST, UUID(int=number), 2)
        for number in range(13)
    ]
    figure = figures(asked, pools(asked, FIRST.next), lambda one: (one.theme,))["space",]
    assert (figure.questions, figure.providers, figure.incomplete) == (26, 10, False)
