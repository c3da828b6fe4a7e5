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


def end_of_term(ends: datetime) -> str:
    """Its last day, or its end to the minute where it does not end with a day."""
    here = ends.astimezone(AMSTERDAM)
    if here.time() == time():  # the midnight after the last day
        return day_of(here - timedelta(days=1))
    return moment(ends)


def at_the_latest(ends: datetime) -> str:
    """uiterlijk op maandag 30 november 2026"""
    return f"uiterlijk op {end_of_term(ends)}"
