"""A report of what was asked: which questions count, how they are put into cells, until when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from chassis.clocks.calendar import Month
from chassis.clocks.terms import AMSTERDAM
from chassis.work import Work
from contracts.vocabulary import ProviderKind, Theme

from intake.shared.municipalities import code_at, known_as
from intake.trends.domain import Asked, Cell, CellOf, Figure, figures, pools
from intake.trends.repository import Trends


class Dimension(StrEnum):
    THEME = "theme"
    AREA = "area"
    PROVIDER_KIND = "provider_kind"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


PERIODS: Final = frozenset({Dimension.MONTH, Dimension.QUARTER, Dimension.YEAR})
ALONG: Final[Mapping[Dimension, Callable[[Asked], str]]] = {
    Dimension.THEME: lambda one: one.theme,
    Dimension.AREA: lambda one: one.municipality_code,
    Dimension.PROVIDER_KIND: lambda one: one.provider_kind,
    Dimension.MONTH: lambda one: str(one.month),
    Dimension.QUARTER: lambda one: str(one.month.quarter),
    Dimension.YEAR: lambda one: str(one.month.year),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """`first` and `last` are whole months that are over."""

    municipality_codes: frozenset[str]
    theme: Theme | None
    provider_kind: ProviderKind | None
    first: Month
    last: Month
    by: tuple[Dimension, ...]

    def in_one(self) -> "Filter":
        return replace(self, by=())

    def cell_of(self, now: datetime) -> CellOf:
        def cell(one: Asked) -> Cell | None:
            inside = (
                self.theme in {None, one.theme}
                and self.provider_kind in {None, one.provider_kind}
                and self.first <= one.month <= self.last
            )
            return tuple(self._along(one, each, now) for each in self.by) if inside else None

        return cell

    @staticmethod
    def _along(one: Asked, dimension: Dimension, now: datetime) -> str:
        place = ALONG[dimension](one)
        return code_at(place, now) if dimension is Dimension.AREA else place


@dataclass(frozen=True, slots=True)
class Row:
    """A figure, of what, and until which day it counts (S2, F18)."""

    places: Mapping[Dimension, str]
    figure: Figure
    reference_date: date


def last_month(now: datetime) -> Month:
    """The last one that is over."""
    return Month.of(now.astimezone(AMSTERDAM).date()).later(-1)


async def report(wanted: Filter, work: Work) -> list[Row]:
    """The rows, with every place where something was asked."""
    codes = {each for code in wanted.municipality_codes for each in known_as(code, work.now)}
    closing = last_month(work.now).next
    whole_years = Month(wanted.first.year, 1), min(Month(wanted.last.year + 1, 1), closing)
    asked = await Trends(work.db).asked(codes, *whole_years)
    cells_told = figures(asked, pools(asked, closing), wanted.cell_of(work.now))
    return [_row(wanted, cell, cells_told[cell]) for cell in sorted(cells_told, key=str)]


def _row(wanted: Filter, cell: Cell, figure: Figure) -> Row:
    places = dict(zip(wanted.by, cell, strict=True))
    ends = [Month.last_of(place) for along, place in places.items() if along in PERIODS]
    return Row(places, figure, min([wanted.last, *ends]).last_day)
