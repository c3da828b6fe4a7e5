"""Months and quarters end at midnight in Amsterdam, and only whole ones that are over count."""

from datetime import UTC, date, datetime, timedelta

import pytest
from chassis.clocks.calendar import Month, Quarter, quarters_between

NEW_YEAR = datetime(2026, 12, 31, 23, tzinfo=UTC)
"""Midnight in Amsterdam."""


def test_a_quarter_ends_at_midnight_in_amsterdam() -> None:
    assert Quarter.at(NEW_YEAR - timedelta(seconds=1)) == Quarter(2026, 4)
    assert Quarter.at(NEW_YEAR) == Quarter(2027, 1)
    assert Quarter(2026, 4).ends_at == Quarter(2027, 1).begins_at == NEW_YEAR
    assert Quarter(2026, 3).begins_at == datetime(2026, 6, 30, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("month", "quarter"),
    [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 2), (7, 3), (8, 3), (9, 3), (10, 4), (12, 4)],
)
def test_three_months_make_a_quarter(month: int, quarter: int) -> None:
    assert Month(2026, month).quarter == Quarter(2026, quarter)


@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter_goes_by_its_name_and_knows_its_days(
    quarter: str, first: date, last: date
) -> None:
    named = Quarter.named(quarter)
    assert (named.first_day, named.last_day, str(named)) == (first, last, quarter)
    assert named.next.first_day == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("period", "last"),
    [("2026-02", (2026, 2)), ("2026-Q2", (2026, 6)), ("2026-Q4", (2026, 12)), ("2026", (2026, 12))],
)
def test_a_period_ends_with_its_last_month(period: str, last: tuple[int, int]) -> None:
    assert Month.last_of(period) == Month(*last)


def test_months_go_on_over_the_year() -> None:
    december = Month(2026, 12)
    assert (december.next, december.later(-12), december.later(13)) == (
        Month(2027, 1),
        Month(2025, 12),
        Month(2028, 1),
    )
    assert (december.last_day, december.after_year) == (date(2026, 12, 31), Month(2027, 1))
    assert Month(2028, 2).last_day == date(2028, 2, 29)
    assert (str(december), str(Month(2026, 2))) == ("2026-12", "2026-02")


@pytest.mark.parametrize(
    ("first", "last", "today", "quarters"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), ["2026-Q1", "2026-Q2"]),
        (date(2026, 1, 2), date(2026, 6, 30), date(2026, 7, 1), ["2026-Q2"]),
        (date(2025, 12, 31), date(2026, 6, 30), date(2026, 7, 1), ["2026-Q1", "2026-Q2"]),
        (date(2026, 1, 1), date(2026, 6, 29), date(2026, 7, 1), ["2026-Q1"]),
        (date(2026, 1, 1), date(2026, 6, 30), date(2026, 6, 30), ["2026-Q1"]),
        (date(2026, 4, 1), date(2026, 6, 30), date(2026, 6, 30), []),
    ],
)
def test_a_quarter_counts_when_it_lies_in_the_period_as_a_whole_and_is_over(
    first: date, last: date, today: date, quarters: list[str]
) -> None:
    assert [str(each) for each in quarters_between(first, last, today)] == quarters
