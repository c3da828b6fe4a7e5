"""The cells of a CSV file, and what a spreadsheet would take for a formula.

What we write so that it is no formula starts with an apostrophe; it comes off on the way back.
"""

import re
from typing import Any, Final

BETWEEN: Final = " "
"""Parts several values in one cell; on the way in a comma, semicolon or bar does so too."""

_formula = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_number = re.compile(r"\s*[+-]?[\d(][\d\s().,/-]*")
_between = re.compile(r"[\s,;|]+")


def is_formula(cell: str) -> bool:
    """A negative number or a telephone number is none."""
    return bool(_formula.match(cell)) and not _number.fullmatch(cell)


def shown(value: Any) -> str:
    """A value of a JSON document as a cell."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return BETWEEN.join(map(shown, value))
        case _:
            return _shielded(str(value))


def plain(cell: str) -> str:
    """What was shown, without what only kept it from being a formula."""
    return (cell[1:] if _hides_formula(cell) else cell).strip()


def parts(cell: str) -> list[str]:
    return [part for part in _between.split(cell) if part]


def _shielded(text: str) -> str:
    return f"'{text}" if is_formula(text) or _hides_formula(text) else text


def _hides_formula(cell: str) -> bool:
    return cell.startswith("'") and bool(_formula.match(cell.lstrip("'")))
