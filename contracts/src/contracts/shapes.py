"""The shapes of single values on the wire, each with its limits."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from pydantic_core.core_schema import (
    chain_schema,
    custom_error_schema,
    date_schema,
    datetime_schema,
    str_schema,
    union_schema,
)

CODE = r"^[a-z][a-z0-9_]{0,63}$"
_DATE = "2[01][0-9]{2}-[01][0-9]-[0-3][0-9]"
_CLOCK = r"[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?"


@dataclass(frozen=True, eq=False)
class _Written:
    """As RFC 3339 has it: pydantic would also take 0, "0" and, for an instant, a bare day.

    Said in pydantic's own terms: every event has some, and a function in Python takes longer.
    """

    name: str
    format: str
    pattern: str
    made: CoreSchema
    """What our own code may make."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        written = str_schema(strict=True, pattern=self.pattern)
        acceptable = custom_error_schema(
            union_schema([written, self.made], mode="left_to_right"),
            custom_error_type=self.name,
            custom_error_message=f"not a {self.format} of RFC 3339 between 2000 and 2199",
        )
        return chain_schema([acceptable, handler(source)])

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "format": self.format, "pattern": self.pattern}


Instant = Annotated[
    AwareDatetime,
    _Written(
        "instant",
        "date-time",
        f"^{_DATE}T{_CLOCK}(Z|[+-][01][0-9]:[0-5][0-9])$",
        datetime_schema(
            strict=True,
            tz_constraint="aware",
            ge=datetime(2000, 1, 1, tzinfo=UTC),
            lt=datetime(2200, 1, 1, tzinfo=UTC),
        ),
    ),
]
Day = Annotated[
    date,
    _Written(
        "day",
        "date",
        f"^{_DATE}$",
        date_schema(strict=True, ge=date(2000, 1, 1), lt=date(2200, 1, 1)),
    ),
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
