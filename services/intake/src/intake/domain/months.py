"""Calendar months, and the quarters and years that they are in."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def last_of(cls, period: str) -> "Month":
        """Of a month, a quarter or a year as it is written here."""
        year, _, part = period.partition("-")
        if part.startswith("Q"):
            return cls(int(year), int(part[1]) * 3)
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
    def quarter(self) -> str:
        return f"{self.year}-Q{(self.number + 2) // 3}"

    @property
    def after_quarter(self) -> "Month":
        return self.later(3 - (self.number - 1) % 3)

    @property
    def after_year(self) -> "Month":
        return Month(self.year + 1, 1)
