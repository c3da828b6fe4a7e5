"""Days and moments in Dutch, as they stand inside a sentence; moments in local time."""

from datetime import date, datetime, time, timedelta
from typing import Final

from chassis.clocks.terms import AMSTERDAM

DAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS: Final = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def day_of(day: date) -> str:
    """maandag 30 november 2026"""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def moment(instant: datetime) -> str:
    """maandag 30 november 2026 om 17.00 uur"""
    here = instant.astimezone(AMSTERDAM)
    return f"{day_of(here)} om {here:%H.%M} uur"


def at_the_latest(ends: datetime) -> str:
    """The last day of a term, or its end to the minute: uiterlijk op maandag 30 november 2026"""
    here = ends.astimezone(AMSTERDAM)
    if here.time() == time():  # the midnight after the last day
        return f"uiterlijk op {day_of(here - timedelta(days=1))}"
    return f"uiterlijk op {moment(ends)}"
