"""The shapes of single values on the wire, each with its limits."""

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

CODE = r"^[a-z][a-z0-9_]{0,63}$"
_YEARS = range(2000, 2200)
_DATE = "2[01][0-9]{2}-[01][0-9]-[0-3][0-9]"
_CLOCK = r"[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?"
_INSTANT = f"^{_DATE}T{_CLOCK}(Z|[+-][01][0-9]:[0-5][0-9])$"
_DAY = f"^{_DATE}$"
_instant = re.compile(_INSTANT)
_day = re.compile(_DAY)


def _written_as_instant(value: object) -> object:
    # pydantic would also take 0, "0" and a bare day; the wire knows RFC 3339 alone
    if isinstance(value, str) and _instant.fullmatch(value):
        return value
    if isinstance(value, datetime) and value.year in _YEARS:
        return value
    raise PydanticCustomError("instant", "not a date-time of RFC 3339 between 2000 and 2199")


def _written_as_day(value: object) -> object:
    if isinstance(value, str) and _day.fullmatch(value):
        return value
    if isinstance(value, date) and value.year in _YEARS:
        return value
    raise PydanticCustomError("day", "not a full-date of RFC 3339 between 2000 and 2199")


Instant = Annotated[
    AwareDatetime,
    BeforeValidator(_written_as_instant),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": _INSTANT}),
]
Day = Annotated[
    date,
    BeforeValidator(_written_as_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": _DAY}),
]
MunicipalityCode = Annotated[str, Field(pattern=r"^GM[0-9]{4}$", examples=["GM1963"])]
"""CBS notation: names of municipalities are not unique."""
Code = Annotated[str, Field(pattern=CODE)]
"""A word of an agreed list: no room for free text."""
Reference = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$")]
"""An opaque reference; no sign that an e-mail address needs."""
OrganisationName = Annotated[str, Field(min_length=1, max_length=200)]
"""The name of an organisation of the network, never of a person or a sole trader."""
Count = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)]
Cents = Annotated[int, Field(strict=True, ge=0, le=10**12)]
YesNo = Annotated[bool, Field(strict=True)]
