"""Calendar months and quarters, as people in the Netherlands count them.

Figures are of whole ones: two periods that overlap would tell by their difference what neither may
tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from chassis.clocks.terms import AMSTERDAM

MONTHS: Final = 3  # of a quarter


@dataclass(frozen=True, slots=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def last_of(cls, period: str) -> "Month":
        """Of a month (2026-11), a quarter (2026-Q4) or a year (2026)."""
        year, _, part = period.partition("-")
        if part.startswith("Q"):
            return Quarter.named(period).last_month
        return cls(int(year), int(part or 12))

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"

    @property
    def next(self) -> "Month":
        return self.later(1)

    def later(self, months: int) -> "Month":
        """That many months later; earlier when negative."""
        count = self.year * 12 + self.number - 1 + months
        return Month(count // 12, count % 12 + 1)

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.first_day, time(), AMSTERDAM)

    @property
    def quarter(self) -> "Quarter":
        return Quarter(self.year, (self.number - 1) // MONTHS + 1)

    @property
    def after_year(self) -> "Month":
        return Month(self.year + 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def named(cls, name: str) -> "Quarter":
        """As in 2026-Q4."""
        year, _, number = name.partition("-Q")
        return cls(int(year), int(number))

    @classmethod
    def at(cls, moment: datetime) -> "Quarter":
        """The one in which it was then in Amsterdam."""
        return Month.of(moment.astimezone(AMSTERDAM).date()).quarter

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def next(self) -> "Quarter":
        return self.last_month.next.quarter

    @property
    def first_month(self) -> Month:
        return Month(self.year, self.number * MONTHS - MONTHS + 1)

    @property
    def last_month(self) -> Month:
        return Month(self.year, self.number * MONTHS)

    @property
    def first_day(self) -> date:
        return self.first_month.first_day

    @property
    def last_day(self) -> date:
        return self.last_month.last_day

    @property
    def begins_at(self) -> datetime:
        return self.first_month.begins_at

    @property
    def ends_at(self) -> datetime:
        return self.next.begins_at


def quarters_between(first: date, last: date, today: date) -> Iterator[Quarter]:
    """Those that lie in it as a whole and are over."""
    quarter = Month.of(first).quarter
    if quarter.first_day < first:
        quarter = quarter.next
    while quarter.last_day <= last and quarter.last_day < today:
        yield quarter
        quarter = quarter.next
