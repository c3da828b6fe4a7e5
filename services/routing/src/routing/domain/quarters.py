"""Quarters of a year, as people in the Netherlands count them.

Figures are of whole quarters: two periods that overlap would tell by their difference what neither
may tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from chassis.clocks.terms import AMSTERDAM

MONTHS: Final = 3


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    first: date

    def __str__(self) -> str:
        return f"{self.first.year}-Q{(self.first.month - 1) // MONTHS + 1}"

    @property
    def last(self) -> date:
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> "Quarter":
        months = self.first.year * 12 + self.first.month - 1 + MONTHS
        return Quarter(date(months // 12, months % 12 + 1, 1))

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.first, time(), AMSTERDAM)

    @property
    def ends_at(self) -> datetime:
        return self.following.begins_at


def quarter_of(at: datetime) -> Quarter:
    return _with(at.astimezone(AMSTERDAM).date())


def quarter_named(name: str) -> Quarter:
    """As in 2026-Q4."""
    year, _, number = name.partition("-Q")
    return Quarter(date(int(year), MONTHS * int(number) - MONTHS + 1, 1))


def quarters_between(first: date, last: date, today: date) -> Iterator[Quarter]:
    """Those that lie in it as a whole and are over."""
    quarter = _with(first)
    if quarter.first < first:
        quarter = quarter.following
    while quarter.last <= last and quarter.last < today:
        yield quarter
        quarter = quarter.following


def _with(day: date) -> Quarter:
    return Quarter(date(day.year, day.month - (day.month - 1) % MONTHS, 1))
