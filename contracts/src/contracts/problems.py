"""What is wrong with a message, in words that never repeat what was sent."""

from typing import Annotated
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails


class Problem(BaseModel):
    """One member of `problems` in RFC 9457's sense: where it is, and what is wrong there."""

    model_config = ConfigDict(frozen=True)

    pointer: Annotated[str, Field(pattern="^#(/.*)?$", max_length=500, examples=["#/data/theme"])]
    detail: Annotated[str, Field(max_length=500)]


# pydantic's own sentences may hold pieces of the input
_DETAILS = {
    "missing": "Dit veld ontbreekt.",
    "extra_forbidden": "Dit veld kennen wij niet.",
    "json_invalid": "Dit is geen geldige JSON.",
    "model_type": "Dit moet een object zijn.",
    "model_attributes_type": "Dit moet een object zijn.",
    "dict_type": "Dit moet een object zijn.",
    "list_type": "Dit moet een lijst zijn.",
    "too_short": "Er zijn er minstens {min_length} nodig.",
    "too_long": "Er mogen er hoogstens {max_length} zijn.",
    "string_type": "Dit moet tekst zijn.",
    "string_unicode": "Dit moet tekst in UTF-8 zijn.",
    "string_too_short": "Dit moet minstens {min_length} tekens hebben.",
    "string_too_long": "Dit mag hoogstens {max_length} tekens hebben.",
    "string_pattern_mismatch": "Dit heeft niet de juiste vorm: {pattern}",
    "enum": "Kies een van deze waarden: {expected}.",
    "literal_error": "Kies een van deze waarden: {expected}.",
    "uuid_type": "Dit moet een UUID zijn.",
    "uuid_parsing": "Dit moet een UUID zijn.",
    "int_type": "Dit moet een geheel getal zijn.",
    "int_parsing": "Dit moet een geheel getal zijn.",
    "int_from_float": "Dit moet een geheel getal zijn.",
    "int_parsing_size": "Dit getal is te groot.",
    "float_type": "Dit moet een getal zijn.",
    "float_parsing": "Dit moet een getal zijn.",
    "finite_number": "Dit moet een getal zijn.",
    "bool_type": "Dit moet true of false zijn.",
    "bool_parsing": "Dit moet true of false zijn.",
    "greater_than": "Dit moet meer zijn dan {gt}.",
    "greater_than_equal": "Dit moet minstens {ge} zijn.",
    "less_than": "Dit moet minder zijn dan {lt}.",
    "less_than_equal": "Dit mag hoogstens {le} zijn.",
    "instant": "Dit moet een tijdstip zijn met tijdzone, zoals 2026-11-21T10:00:00Z.",
    "timezone_aware": "Dit moet een tijdstip zijn met tijdzone, zoals 2026-11-21T10:00:00Z.",
    "datetime_type": "Dit moet een tijdstip zijn met tijdzone, zoals 2026-11-21T10:00:00Z.",
    "datetime_parsing": "Dit moet een tijdstip zijn met tijdzone, zoals 2026-11-21T10:00:00Z.",
    "datetime_from_date_parsing": "Dit tijdstip bestaat niet.",
    "datetime_object_invalid": "Dit tijdstip bestaat niet.",
    "day": "Dit moet een dag zijn, zoals 2026-11-21.",
    "date_type": "Dit moet een dag zijn, zoals 2026-11-21.",
    "date_parsing": "Dit moet een dag zijn, zoals 2026-11-21.",
    "date_from_datetime_parsing": "Deze dag bestaat niet.",
}
_OTHER = "Deze waarde klopt niet."


def problem_of(error: ErrorDetails, prefix: str = "#") -> Problem:
    steps = (_step(str(step)) for step in error["loc"])
    said = {name: _in_dutch(value) for name, value in error.get("ctx", {}).items()}
    detail = _DETAILS.get(error["type"], _OTHER).format(**said)
    return Problem(pointer="/".join((prefix, *steps))[:500], detail=detail[:500])


def _in_dutch(value: object) -> object:
    """pydantic ends a list of choices with an English word."""
    return value.replace("' or '", "' of '") if isinstance(value, str) else value


def _step(name: str) -> str:
    """A step of a JSON pointer, as it is written in a URI fragment (RFC 6901, 6)."""
    return quote(name.replace("~", "~0").replace("/", "~1"), safe="~", errors="replace")


def problems_of(error: ValidationError, prefix: str = "#") -> list[Problem]:
    """Every problem that pydantic found; `prefix` is the pointer to what it looked at."""
    return [
        problem_of(each, prefix) for each in error.errors(include_url=False, include_input=False)
    ]
