from datetime import UTC, date, datetime, time, timedelta

import pytest
from chassis.clocks.terms import AMSTERDAM, Term, due, equate, is_business_day
from hypothesis import given
from hypothesis import strategies as some
from pydantic import BaseModel, ValidationError

MOMENTS = some.builds(
    datetime.fromtimestamp,
    some.integers(946_684_800, 3_786_912_000),  # 2000 to 2090
    some.sampled_from([UTC, AMSTERDAM]),
)
DAYS = some.integers(1, 60)


def last_day(days: int, start: datetime) -> date:
    """The day at whose end the term ends."""
    end = due(Term(f"{days}bd"), start).astimezone(AMSTERDAM)
    assert end.time() == time()
    return end.date() - timedelta(days=1)


def on(year: int, month: int, day: int, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (on(2026, 3, 3), 2, date(2026, 3, 5)),
        (on(2026, 3, 6), 1, date(2026, 3, 9)),  # over a weekend
        (on(2026, 4, 2), 1, date(2026, 4, 7)),  # Good Friday, Easter
        (on(2026, 4, 24), 1, date(2026, 4, 28)),  # King's Day, a Monday
        (on(2025, 4, 25), 1, date(2025, 4, 28)),  # King's Day on the 26th: the 27th is a Sunday
        (on(2031, 4, 24), 2, date(2031, 4, 28)),  # the 27th is a Sunday, so it is the Saturday
        (on(2030, 4, 26), 1, date(2030, 4, 29)),  # King's Day is a Saturday: no other day is free
        (on(2027, 3, 25), 1, date(2027, 3, 30)),  # Easter, on which the clock goes forward
        (on(2026, 5, 4), 1, date(2026, 5, 6)),  # 5 May, also when it is no fifth year
        (on(2025, 5, 2), 1, date(2025, 5, 6)),
        (on(2026, 5, 13), 1, date(2026, 5, 18)),  # Ascension Day, and the Friday by decree
        (on(2027, 5, 5), 1, date(2027, 5, 10)),  # the same
        (on(2028, 4, 26), 1, date(2028, 5, 1)),  # the Friday after King's Day by decree
        (on(2029, 5, 9), 1, date(2029, 5, 11)),  # no decree yet
        (on(2024, 12, 24), 1, date(2024, 12, 30)),  # the Friday after Christmas by decree
        (on(2026, 5, 22), 1, date(2026, 5, 26)),  # Whitsun
        (on(2026, 12, 24), 1, date(2026, 12, 28)),  # Christmas
        (on(2026, 12, 31), 1, date(2027, 1, 4)),  # the year's end
        (on(2027, 12, 31), 1, date(2028, 1, 3)),  # New Year's Day on a Saturday
        (on(2025, 12, 24), 3, date(2025, 12, 31)),  # Christmas and a weekend
        (on(2025, 12, 30), 2, date(2026, 1, 5)),  # 2 January by decree
        (on(2026, 12, 5), 1, date(2026, 12, 7)),  # starts on a Saturday
    ],
)
def test_the_days_of_the_algemene_termijnenwet_do_not_count(
    start: datetime, days: int, last: date
) -> None:
    assert last_day(days, start) == last


@pytest.mark.parametrize("year", range(2020, 2036))
def test_all_days_of_article_3_are_free_every_year(year: int) -> None:
    fixed = [(1, 1), (5, 5), (12, 25), (12, 26)]
    assert not any(is_business_day(date(year, *day)) for day in fixed)
    easter = easter_sunday(year)
    assert not any(is_business_day(easter + timedelta(days)) for days in (-2, 1, 39, 50))
    kings_day = date(year, 4, 27)
    assert not is_business_day(kings_day - timedelta(kings_day.weekday() == 6))


def test_no_other_weekday_is_free() -> None:
    free = {
        day
        for day in (date(2026, 1, 1) + timedelta(days) for days in range(365))
        if day.weekday() < 5 and not is_business_day(day)
    }
    months_and_days = {(day.month, day.day) for day in free}
    assert months_and_days == {
        (1, 1), (1, 2), (4, 3), (4, 6), (4, 27), (5, 5), (5, 14), (5, 15), (5, 25), (12, 25),
    }  # fmt: skip


def test_days_of_a_later_decree_are_free_once_they_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("chassis.clocks.terms._later_decrees", set())
    named = date(2061, 5, 20)  # the Friday after Ascension Day
    assert is_business_day(named)
    equate([named])
    assert not is_business_day(named)


def test_a_day_begins_and_ends_where_the_people_are() -> None:
    late = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # 2 July in Amsterdam
    assert due(Term("1bd"), late) == datetime(2026, 7, 3, 22, tzinfo=UTC)


def test_the_clock_going_forward_or_back_moves_no_midnight() -> None:
    assert due(Term("1bd"), on(2026, 3, 27)) == datetime(2026, 3, 30, 22, tzinfo=UTC)
    assert due(Term("1bd"), on(2026, 10, 23)) == datetime(2026, 10, 26, 23, tzinfo=UTC)
    assert due(Term("1bd"), on(2027, 3, 25)) == datetime(2027, 3, 30, 22, tzinfo=UTC)


def test_a_term_that_starts_in_the_hour_that_comes_twice_counts_from_that_day() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM)
    ends = {due(Term("1bd"), first.replace(fold=fold)) for fold in (0, 1)}
    assert ends == {datetime(2026, 10, 26, 23, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("term", "length"),
    [
        ("PT3S", timedelta(seconds=3)),
        ("P1D", timedelta(days=1)),
        ("P2DT3H4M5S", timedelta(days=2, hours=3, minutes=4, seconds=5)),
        ("PT48H", timedelta(hours=48)),
    ],
)
def test_a_duration_is_exact(term: str, length: timedelta) -> None:
    start = on(2026, 3, 28)  # a Saturday, before the clock goes forward
    assert due(Term(term), start) == start.astimezone(UTC) + length


@given(MOMENTS, DAYS)
def test_no_term_ends_on_a_weekend_or_holiday(start: datetime, days: int) -> None:
    end = due(Term(f"{days}bd"), start)
    assert end.tzinfo is UTC
    assert end > start
    assert is_business_day(last_day(days, start))


@given(MOMENTS, DAYS)
def test_a_longer_term_ends_later(start: datetime, days: int) -> None:
    assert last_day(days, start) < last_day(days + 1, start)


@given(MOMENTS, MOMENTS, DAYS)
def test_what_starts_later_never_ends_earlier(one: datetime, other: datetime, days: int) -> None:
    first, second = sorted((one, other))
    assert due(Term(f"{days}bd"), first) <= due(Term(f"{days}bd"), second)


@pytest.mark.parametrize("words", ["", "2", "0bd", "-1bd", "2 bd", "P", "PT", "P1M", "P1Y", "3s"])
def test_what_is_no_term_is_refused(words: str) -> None:
    class Settings(BaseModel):
        term: Term

    with pytest.raises(ValidationError):
        Settings(term=words)


def test_a_term_starts_at_a_known_moment() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due(Term("1bd"), datetime(2026, 1, 1))  # noqa: DTZ001 # what must be refused


def easter_sunday(year: int) -> date:
    """Gauss's rule, for the years 1900 to 2099."""
    moon = (19 * (year % 19) + 24) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7
    days = moon + sunday
    if (moon, sunday) == (29, 6) or ((moon, sunday) == (28, 6) and year % 19 > 10):
        days -= 7
    return date(year, 3, 22) + timedelta(days)
