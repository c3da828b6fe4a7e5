"""No report, and no subtracting of reports, tells about one to four providers."""

from collections.abc import Callable, Sequence
from itertools import combinations, permutations, product
from random import Random
from uuid import UUID

import pytest
from chassis.clocks.calendar import Month
from contracts.vocabulary import ProviderKind, Theme
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from intake.trends.domain import Asked, Cell, CellOf, cells, figures, pools, providers

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
    lambda one: str(one.month.quarter),
    lambda one: str(one.month.year),
)
PERIODS = [(first, last) for first in MONTHS for last in MONTHS if first <= last]
FILTERS = [
    *product((None, *MUNICIPALITIES), (None, *THEMES), (None, *KINDS), [PERIODS[4]]),
    *product((None,), (None, *THEMES), (None,), PERIODS),
]
CUTS = [(), *combinations(DIMENSIONS, 1), *combinations(DIMENSIONS, 2)]

# Groups around five: of one theme, kind and month, by providers of whom some ask elsewhere too.
group = st.tuples(
    st.sampled_from(MUNICIPALITIES),
    st.sampled_from(THEMES),
    st.sampled_from(KINDS),
    st.sampled_from(MONTHS),
    st.sampled_from([1, 3, 4, 5, 6, 8]),
    st.integers(0, 6),
)


def _asked(groups: Sequence[tuple[str, Theme, ProviderKind, Month, int, int]]) -> list[Asked]:
    return [
        Asked(code, theme, kind, month, UUID(int=1 + first + number), 1 + number % 3)
        for code, theme, kind, month, size, first in groups
        for number in range(size)
    ]


asked_in_groups = st.lists(group, min_size=4, max_size=9).map(_asked)

# Every report of every example is asked for: to make a failing one smaller takes minutes.
WITHOUT_SHRINKING = settings(
    derandomize=True,
    max_examples=30,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
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
def test_no_figure_and_no_difference_of_two_is_about_one_to_four_providers() -> None:
    figures_told: list[int] = []

    @WITHOUT_SHRINKING
    @given(asked_in_groups)
    def check(asked: list[Asked]) -> None:
        told = everything_told(asked)
        figures_told.append(len(told))
        for pool in told:
            assert providers(pool) >= 5
        for one, other in permutations(told, 2):
            assert not 1 <= providers(one - other) < 5

    check()
    assert sum(number >= 2 for number in figures_told) >= len(figures_told) // 2


@pytest.mark.requirement("P07")
def test_nor_is_a_figure_less_the_sum_of_others() -> None:
    figures_summed: list[int] = []

    @WITHOUT_SHRINKING
    @given(asked_in_groups, st.randoms(use_true_random=False))
    def check(asked: list[Asked], chance: Random) -> None:
        told = sorted(everything_told(asked), key=lambda pool: (len(pool), repr(pool)))
        for total in told:
            summed: frozenset[Asked] = frozenset()
            for number, part in enumerate(chance.sample(told, len(told))):
                summed = summed | part if summed.isdisjoint(part) else summed
                figures_summed.append(number)
                assert not 1 <= providers(total - summed) < 5
                assert not 1 <= providers(summed - total) < 5

    check()
    assert max(figures_summed) >= 3


def test_a_figure_counts_a_pool_as_a_whole_or_not_at_all() -> None:
    """Two months of which neither has enough are one pool of the quarter, and in no month."""
    november = [_of_space(FIRST, number) for number in range(3)]
    december = [_of_space(FIRST.next, number) for number in range(3, 6)]
    made = pools([*november, *december], Month(2026, 1))
    assert cells(made, lambda one: (str(one.month),)) == {}
    [(quarter, counted)] = cells(made, lambda one: (str(one.month.quarter),)).items()
    assert (quarter, len(counted)) == (("2025-Q4",), 6)


@pytest.mark.parametrize(("number", "made"), [(4, 0), (5, 1)])
def test_a_pool_is_of_five_providers_or_more(number: int, made: int) -> None:
    asked = [_of_space(FIRST, provider) for provider in range(number)]
    assert len(pools(asked, FIRST.next)) == made
    assert len(pools([*asked, *asked], FIRST.next)) == made


@pytest.mark.parametrize(("until", "made"), [(FIRST, 0), (FIRST.next, 1)])
def test_a_pool_is_made_once_its_month_is_over(until: Month, made: int) -> None:
    asked = [_of_space(FIRST, provider) for provider in range(5)]
    assert len(pools(asked, until)) == made


def _of_space(month: Month, provider: int) -> Asked:
    return Asked("GM1963", Theme.SPACE, ProviderKind.CLUB, month, UUID(int=provider), 1)


@pytest.mark.requirement("P07")
def test_what_was_told_is_told_again_however_late_one_asks() -> None:
    by_month = _report(None, None, None, (MONTHS[0], MONTHS[-1]), CLOSINGS[0], CUTS[1])
    told_early: list[int] = []

    @settings(max_examples=30, deadline=None)
    @given(asked_in_groups)
    def check(asked: list[Asked]) -> None:
        early = figures(asked, pools(asked, CLOSINGS[0]), by_month)
        late = cells(pools(asked, CLOSINGS[-1]), by_month)
        for cell, figure in early.items():
            if figure.questions is not None:
                told_early.append(figure.questions)
                assert sum(one.questions for one in late[cell]) >= figure.questions

    check()
    assert len(told_early) >= 10


@pytest.mark.parametrize(("left_out", "incomplete"), [(0, False), (1, True)])
def test_a_figure_says_whether_something_was_left_out(left_out: int, incomplete: bool) -> None:
    asked = [_of_space(FIRST, provider) for provider in range(5)]
    few = [_of_space(FIRST.next, provider) for provider in range(left_out)]
    figure = figures([*asked, *few], pools(asked, FIRST.next), lambda one: (one.theme,))
    assert figure["space",].incomplete is incomplete


def test_a_figure_of_providers_is_rounded_down_to_fives() -> None:
    asked = [
        Asked("GM1963", Theme.SPACE, ProviderKind.CLUB, FIRST, UUID(int=number), 2)
        for number in range(13)
    ]
    figure = figures(asked, pools(asked, FIRST.next), lambda one: (one.theme,))["space",]
    assert (figure.questions, figure.providers, figure.incomplete) == (26, 10, False)


def test_a_cell_without_a_whole_pool_tells_nothing_and_says_that_something_was_left_out() -> None:
    asked = [_of_space(FIRST, provider) for provider in range(4)]
    (figure,) = figures(asked, [], lambda each: (each.theme,)).values()
    assert (figure.questions, figure.providers, figure.incomplete) == (None, None, True)
