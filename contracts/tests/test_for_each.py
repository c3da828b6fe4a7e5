import pytest
from for_each import for_each


def test_every_case_that_breaks_the_rule_is_told_by_name() -> None:
    @for_each({"one": 1, "two": 2, "three": 3})
    def is_even(number: int) -> None:
        assert number % 2 == 0

    with pytest.raises(AssertionError, match="2 of 3 cases") as told:
        is_even()
    assert [name in str(told.value) for name in ("one:", "two:", "three:")] == [True, False, True]


def test_a_rule_without_cases_does_not_hold() -> None:
    @for_each({})
    def holds(_: object) -> None:
        pass

    with pytest.raises(AssertionError):
        holds()
