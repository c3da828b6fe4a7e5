"""Intake's trends and routing's figures count the same questions: none gives away of the other.

Intake counts whole pools, routing tells fives. Who takes what intake counted from what routing
tells must be left with a number that may be about nobody, or about five providers or more.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from uuid import UUID

import pytest
from chassis.clocks.calendar import Month
from contracts.vocabulary import ProviderKind, Theme
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.trends.domain import Asked, CellOf, cells, pools
from routing.indicators.domain import Achieved, PeriodEvents, achieved
from routing.indicators.domain import QuestionAsked as Question

OCTOBER = Month(2026, 10)
THEMES = (Theme.VOLUNTEERS, Theme.SPACE, Theme.FUNDING)
MONTHS = (OCTOBER, OCTOBER.next, OCTOBER.later(2))

group = st.tuples(
    st.sampled_from(THEMES),
    st.sampled_from(MONTHS),
    st.sampled_from([1, 3, 4, 5, 6, 8]),
    st.integers(0, 6),
    st.booleans(),
)
groups = st.lists(group, min_size=2, max_size=6)


def in_intake(drawn: Sequence[tuple[Theme, Month, int, int, bool]]) -> list[Asked]:
    """One question of each, of one municipality and one kind of provider."""
    return [
        Asked("GM1963", theme, ProviderKind.CLUB, month, UUID(int=1 + first + number), 1)
        for theme, month, size, first, _ in drawn
        for number in range(size)
    ]


def in_routing(drawn: Sequence[tuple[Theme, Month, int, int, bool]]) -> Achieved:
    """What routing tells of the quarter in which the same were asked."""
    asked = [
        Question(UUID(int=1 + first + number), via_platform)
        for _, _, size, first, via_platform in drawn
        for number in range(size)
    ]
    return achieved(PeriodEvents(asked), known_providers=100)


def counted_by_intake(asked: Sequence[Asked]) -> Iterator[int]:
    """The questions of the quarter, and of each sum of themes in it."""
    made = pools(asked, OCTOBER.later(3))
    for size in range(1, len(THEMES) + 1):
        for themes in combinations(THEMES, size):
            yield sum(
                one.questions for pool in cells(made, _about(themes)).values() for one in pool
            )


def _about(themes: Sequence[Theme]) -> CellOf:
    return lambda one: () if one.theme in themes else None


def rests(told: int, counted: int, at_most_more: int) -> set[int]:
    """What may be left of a number that is told in fives, for who knows what was counted of it."""
    return {
        number - counted for number in range(told, told + at_most_more + 1) if number >= counted
    }


@pytest.mark.requirement("P07", "P31")
def test_what_routing_tells_less_what_intake_counts_may_be_about_nobody_or_five_or_more() -> None:
    compared: list[int] = []

    @settings(max_examples=150, deadline=None)
    @given(groups)
    def check(drawn: list[tuple[Theme, Month, int, int, bool]]) -> None:
        figures, asked = in_routing(drawn), in_intake(drawn)
        if figures.questions is None:
            return
        unrounded = len(asked) - figures.questions
        assert figures.questions % 5 == 0
        assert 0 <= unrounded < 10
        for counted in counted_by_intake(asked):
            left = rests(figures.questions, counted, max(4, unrounded))
            compared.append(counted)
            assert left & {0} or max(left) >= 5, (figures.questions, counted)

    check()
    assert sum(counted > 0 for counted in compared) >= 150


def worlds() -> Iterator[tuple[int, list[Question]]]:
    """So many questions via a platform and so many not, each of another provider or of few."""
    for via, direct, most in product(range(20), range(20), (5, 40)):
        asked = [Question(UUID(int=number % most), True) for number in range(via)]
        asked += [Question(UUID(int=number % most + 50), False) for number in range(direct)]
        yield via + direct, asked


@pytest.mark.requirement("P31")
def test_all_that_routing_tells_of_questions_at_once_tells_no_more_than_that() -> None:
    """Number, providers and the part via a platform together leave as much open as each does."""
    possible: Mapping[tuple[int | float | None, ...], set[int]] = defaultdict(set)
    for questions, asked in worlds():
        told = achieved(PeriodEvents(asked), known_providers=100)
        key = (told.questions, told.providers, told.via_platform, told.coverage)
        possible[key].add(questions)
    # Up to fifteen: of more, these are not all the worlds there are.
    complete = [found for (number, *_), found in possible.items() if number and number <= 15]
    assert len(complete) >= 8
    for found in complete:
        for counted in range(5, max(found) + 1):
            left = {number - counted for number in found if number >= counted}
            assert 0 in left or max(left) >= 5, (found, counted)
