"""The kinds of field that people fill in, each with its limits."""

import re
from typing import Annotated

from contracts.shapes import MunicipalityCode
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from intake.shared.municipalities import understood

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
VISIBLE = r"[^\s\x00-\x1f\x7f-\x9f]"
_LETTER = r"[^@\s\x00-\x1f\x7f-\x9f]"
EMAIL = rf"^{_LETTER}{{1,64}}@{_LETTER}+\.{_LETTER}+$"
TELEPHONE = r"^\+?[0-9(][0-9 ()-]{7,19}$"


class FromDomain(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _tidied(value: object) -> object:
    return CONTROL.sub("", value).strip() if isinstance(value, str) else value


def _like(pattern: str, example: str) -> AfterValidator:
    """People are shown an example of what is meant, not the pattern."""

    def check(value: str) -> str:
        if re.fullmatch(pattern, value) is None:
            raise PydanticCustomError("string_pattern_mismatch", "like", {"pattern": example})
        return value

    return AfterValidator(check)


def _existing(code: str) -> str:
    if code not in understood():
        meant = "de codes van de gemeenten van nu, zoals GM1963 voor Hoeksche Waard"
        raise PydanticCustomError("enum", "no municipality", {"expected": meant})
    return code


_some = {"pattern": VISIBLE}
Line = Annotated[
    str,
    Field(min_length=1, max_length=200, json_schema_extra=_some),
    BeforeValidator(_tidied),
]
Text = Annotated[
    str,
    Field(min_length=1, max_length=4000, json_schema_extra=_some),
    BeforeValidator(_tidied),
]
EmailAddress = Annotated[
    str,
    Field(max_length=254, json_schema_extra={"pattern": EMAIL}),
    BeforeValidator(_tidied),
    _like(EMAIL, "naam@voorbeeld.nl"),
]
TelephoneNumber = Annotated[
    str,
    Field(max_length=20, json_schema_extra={"pattern": TELEPHONE}),
    BeforeValidator(_tidied),
    _like(TELEPHONE, "0612345678 of +31 6 12345678"),
]
Municipality = Annotated[
    MunicipalityCode,
    AfterValidator(_existing),
    Field(json_schema_extra=lambda schema: schema.update(enum=sorted(understood()))),
]


class Contact(Body):
    """Who to reach: by e-mail or by telephone, or both."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": [means], "properties": {means: {"type": "string"}}}
                for means in ("email", "telephone")
            ]
        }
    )

    name: Line
    email: EmailAddress | None = None
    telephone: Annotated[TelephoneNumber | None, Field(validate_default=True)] = None

    @field_validator("telephone")
    @classmethod
    def _reachable(cls, telephone: str | None, info: ValidationInfo) -> str | None:
        if telephone is None and info.data.get("email", "wrong, and told so") is None:
            meant = "vul een e-mailadres of een telefoonnummer in"
            raise PydanticCustomError("string_pattern_mismatch", "means", {"pattern": meant})
        return telephone
