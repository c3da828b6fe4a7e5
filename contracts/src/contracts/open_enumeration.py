"""Lists of codes to which a later release may add: read as they are, announced only as listed."""

import re
from enum import StrEnum
from functools import cache
from typing import Any, Final, Self, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from pydantic_core.core_schema import union_schema, with_info_plain_validator_function

from contracts.shapes import CODE

NEWER_CODES_TOO: Final = {"codes": "newer ones too"}
"""The context of a validation that reads what is true already, rather than what somebody asks."""

SOMETHING_ELSE: Final = "iets anders"
"""What people read for a code that this release does not know."""

_code = re.compile(CODE)


class OpenEnumeration(StrEnum):
    """Codes, each with the one Dutch label that people read for it, as it stands in a sentence.

    `Theme("parking")` is refused like any value that is not in the list. `Theme.read("parking")`
    is a member beside the list: equal to its text, labelled "iets anders". Pydantic takes the text
    only in the context `NEWER_CODES_TOO`, and a member that was read anywhere.
    """

    _value_: str
    label: str

    def __new__(cls, code: str, label: str = SOMETHING_ELSE) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def read(cls, code: str) -> Self:
        """A code as it was announced or kept, maybe by a later release."""
        known = cls._value2member_map_.get(code)
        return cast(Self, known or _newer(cls, code))

    def __reduce_ex__(self, _: object) -> tuple[Any, ...]:
        return type(self).read, (self.value,)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        listed: Any = handler(cls)
        return union_schema(
            [listed, with_info_plain_validator_function(cls._newer_too)],
            mode="left_to_right",  # so that a listed code costs what it does in a closed list
            ref=listed.pop("ref"),
            custom_error_type="enum",
            custom_error_context={"expected": _enumerated([repr(code.value) for code in cls])},
        )

    @classmethod
    def _newer_too(cls, value: object, info: ValidationInfo) -> Self:
        if info.context is not NEWER_CODES_TOO or not isinstance(value, str):
            raise ValueError("not in the list")
        return cls.read(value)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(cast(Any, schema)["choices"][0])


@cache
def _newer(kind: type[OpenEnumeration], code: str) -> OpenEnumeration:
    """One member per code, so that `is` holds as it does for those of the list."""
    if not _code.fullmatch(code):
        raise ValueError("not a code")
    member = cast(Any, kind).__new_member__(kind, code)
    member._name_ = code
    return cast(OpenEnumeration, member)


def _enumerated(choices: list[str]) -> str:
    """As pydantic says it of an enumeration."""
    *most, last = choices
    return f"{', '.join(most)} or {last}" if most else last
