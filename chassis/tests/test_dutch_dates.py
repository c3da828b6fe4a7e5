from datetime import UTC, date, datetime

import pytest
from chassis.clocks.dutch_dates import at_the_latest, day_of, moment


def test_a_day_is_written_in_full() -> None:
    assert day_of(date(2026, 3, 1)) == "zondag 1 maart 2026"


@pytest.mark.parametrize(
    ("instant", "told"),
    [
        (datetime(2026, 11, 30, 16, tzinfo=UTC), "maandag 30 november 2026 om 17.00 uur"),
        (datetime(2026, 7, 31, 22, 5, tzinfo=UTC), "zaterdag 1 augustus 2026 om 00.05 uur"),
    ],
)
def test_a_moment_is_told_in_local_time(instant: datetime, told: str) -> None:
    assert moment(instant) == told


def test_a_term_of_days_ends_with_its_last_day() -> None:
    ends = datetime(2026, 11, 30, 23, tzinfo=UTC)
    assert at_the_latest(ends) == "uiterlijk op maandag 30 november 2026"


def test_a_term_of_hours_ends_at_its_minute() -> None:
    ends = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert at_the_latest(ends) == "uiterlijk op vrijdag 1 januari 2027 om 00.30 uur"
