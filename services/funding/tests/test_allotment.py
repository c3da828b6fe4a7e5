"""Who gets what of what is left: the rule that the hot path stands on."""

from uuid import UUID

import pytest
from funding.domain.allotment import Request, allot
from funding.domain.rules import WhenShort
from hypothesis import given
from hypothesis import strategies as st

cents = st.integers(min_value=1, max_value=2_000_00)
left = st.integers(min_value=0, max_value=10_000_00)


def requests(*amounts: int, when_short: WhenShort = WhenShort.NOTHING) -> list[Request]:
    return [Request(UUID(int=place), amount, when_short) for place, amount in enumerate(amounts)]


def amounts(allotted: list[Request], available: int) -> list[int]:
    return [allotment.cents for allotment in allot(allotted, available)]


def test_everybody_gets_what_they_ask_while_there_is_enough() -> None:
    assert amounts(requests(600_00, 400_00), 1_000_00) == [600_00, 400_00]


def test_the_last_one_gets_nothing_by_the_one_rule() -> None:
    assert amounts(requests(600_00, 600_00), 1_000_00) == [600_00, 0]


def test_the_last_one_gets_the_rest_by_the_other_rule() -> None:
    rest = requests(600_00, 600_00, 1, when_short=WhenShort.THE_REST)
    assert amounts(rest, 1_000_00) == [600_00, 400_00, 0]


def test_who_asks_less_may_still_get_it_after_one_who_asked_too_much() -> None:
    assert amounts(requests(900_00, 200_00, 100_00), 1_000_00) == [900_00, 0, 100_00]


@given(st.lists(st.builds(Request, st.uuids(), cents, st.sampled_from(WhenShort))), left)
def test_never_more_than_there_is_and_never_more_than_was_asked(
    asked: list[Request], available: int
) -> None:
    given_out = amounts(asked, available)
    assert sum(given_out) <= available
    assert all(got in range(one.cents + 1) for one, got in zip(asked, given_out, strict=True))


@given(st.lists(st.builds(Request, st.uuids(), cents, st.sampled_from(WhenShort))), left)
def test_nobody_is_passed_over_for_one_who_came_later(asked: list[Request], available: int) -> None:
    """What each gets follows from those before it alone, and is short only when money is."""
    allotments = allot(asked, available)
    assert [one.application_id for one in allotments] == [one.application_id for one in asked]
    for place, request in enumerate(asked):
        before = available - sum(one.cents for one in allotments[:place])
        assert allotments[place] == allot([request], before)[0]
        assert (allotments[place].cents < request.cents) == (before < request.cents)


@given(st.lists(cents), left)
def test_the_rest_is_given_exactly_once_and_leaves_nothing(
    asked: list[int], available: int
) -> None:
    given_out = amounts(requests(*asked, when_short=WhenShort.THE_REST), available)
    partly = [got for wanted, got in zip(asked, given_out, strict=True) if 0 < got < wanted]
    assert len(partly) <= 1
    assert sum(given_out) == min(sum(asked), available)


@pytest.mark.parametrize("when_short", WhenShort)
def test_an_empty_line_has_nothing_for_anybody(when_short: WhenShort) -> None:
    assert amounts(requests(1, 2, when_short=when_short), 0) == [0, 0]
