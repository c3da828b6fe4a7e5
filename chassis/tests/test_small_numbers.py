"""A number is about nobody or about five or more, is told in fives, and gives no other away."""

from collections.abc import Mapping

import pytest
from chassis.small_numbers import may_be_told, rounded_down, told
from hypothesis import given, settings
from hypothesis import strategies as st

# About so many, of whom some are in other cells too; more often enough than too few.
about = st.tuples(st.sampled_from([0, 1, 4, 5, 5, 6, 6, 7, 8, 9]), st.integers(0, 9))
subjects = about.map(lambda drawn: [drawn[1] + number for number in range(drawn[0])])
cells = st.dictionaries(st.sampled_from("abcdef"), subjects, min_size=4)


@pytest.mark.requirement("P07")
@pytest.mark.parametrize(("number", "may"), [(0, True), (1, False), (4, False), (5, True)])
def test_a_number_is_about_nobody_or_about_five_or_more(number: int, may: bool) -> None:
    assert may_be_told(range(number)) is may
    assert may_be_told([*range(number), *range(number)]) is may


@pytest.mark.parametrize(
    ("number", "rounded"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10), (14, 10), (15, 15)]
)
def test_a_number_is_told_in_fives_rounded_down(number: int, rounded: int) -> None:
    assert rounded_down(number) == rounded


def test_what_would_be_left_of_a_total_is_withheld_with_the_least_that_is_needed() -> None:
    five, seven, two = list(range(5)), list(range(7)), [11, 12]
    assert told({"a": five, "b": seven}) == {"a": 5, "b": 5}
    assert told({"a": five, "b": seven, "c": two}) == {"a": None, "b": 5, "c": None}
    assert told({"a": five, "b": seven, "c": two, "d": [13, 14, 15]}) == {
        "a": 5,
        "b": 5,
        "c": None,
        "d": None,
    }
    assert told({"a": five, "c": []}) == {"a": 5, "c": 0}


def test_no_small_group_is_told_nor_left_as_the_rest_of_a_total() -> None:
    numbers_told: list[int] = []

    @settings(derandomize=True)  # what is drawn is counted below
    @given(cells)
    def check(some: Mapping[str, list[int]]) -> None:
        shown = told(some)
        for cell, number in shown.items():
            assert number is None or (len(set(some[cell])) not in {1, 2, 3, 4} and number % 5 == 0)
        rest = {each for cell, number in shown.items() if number is None for each in some[cell]}
        everybody = {each for cell in some.values() for each in cell}
        assert not rest or len(rest) >= 5 or rest == everybody
        numbers_told.append(sum(number is not None and number > 0 for number in shown.values()))

    check()
    assert sum(number >= 2 for number in numbers_told) >= len(numbers_told) // 2
