"""Terms: business days as the Algemene termijnenwet counts them, or an exact duration."""

import re
import tomllib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Final, Self
from zoneinfo import ZoneInfo

from pydantic import GetCoreSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema, core_schema

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BUSINESS_DAYS = re.compile(r"([1-9]\d{0,3})bd")
DURATION = re.compile(r"P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?")
SATURDAY = 5

_duration = TypeAdapter(timedelta)


class Term(str):
    """`2bd`: two business days; or ISO 8601 in days and smaller: `P1D`, `PT3S`."""

    __slots__ = ()

    def __new__(cls, words: str) -> Self:
        if not (BUSINESS_DAYS.fullmatch(words) or DURATION.fullmatch(words)):
            raise ValueError("a term is business days (2bd) or a duration (P1D, PT3S)")
        return super().__new__(cls, words)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, handler(str))


def due(term: Term, start: datetime, zone: ZoneInfo = AMSTERDAM) -> datetime:
    """When the term ends, in UTC; business days end at the midnight that follows the last one."""
    if start.tzinfo is None:
        raise ValueError("a term starts at a time with a time zone")
    days = BUSINESS_DAYS.fullmatch(term)
    if days is None:
        return start.astimezone(UTC) + _duration.validate_python(term)
    last = _business_days_after(start.astimezone(zone).date(), int(days[1]))
    return datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)


def is_business_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in _free_days(day.year) | _later_decrees


def equate(days: Iterable[date]) -> None:
    """Days of a decree that is later than `data/equated_days.toml`: they count for this process."""
    _later_decrees.update(days)


def _business_days_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= is_business_day(day)
    return day


_later_decrees: Final = set[date]()


@cache
def _equated() -> frozenset[date]:
    """By decree (article 3, paragraph 3)."""
    decrees = files("chassis.clocks").joinpath("data", "equated_days.toml").read_text("utf-8")
    return frozenset(day for decree in tomllib.loads(decrees)["decrees"] for day in decree["days"])


@cache
def _free_days(year: int) -> frozenset[date]:
    """Article 3; "optional" adds 5 May of the years in which it is no public holiday."""
    # Imported here: not every process counts days, and the library takes 10 MB.
    from holidays.countries.netherlands import Netherlands

    days = Netherlands(years=year, categories=("public", "optional"))  # type: ignore[no-untyped-call]
    return frozenset(days) | _equated()
