"""Tables as CSV files, as spreadsheets make them: read right, or refused with every reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar, get_origin

from contracts.problems import Problem as Flaw
from contracts.problems import problems_of
from pydantic import BaseModel, ValidationError

from chassis.files.csv_cells import is_formula, parts, plain, shown
from chassis.files.csv_rows import parse, refused, unparse

M = TypeVar("M", bound=BaseModel)

MEDIA_TYPE: Final = "text/csv; charset=utf-8"
FORMULA: Final = "Dit lijkt op een formule. Zet er een aanhalingsteken (') voor als het tekst is."
TOO_WIDE: Final = "Hier staan meer cellen dan er kolommen zijn."


@dataclass(frozen=True, slots=True)
class Line(Generic[M]):
    """`number` as people count in a spreadsheet: the names of the columns are row 1."""

    number: int
    value: M


@dataclass(frozen=True, slots=True)
class Sheet(Generic[M]):
    """The rows that have the right shape, and what is wrong with the others."""

    lines: Sequence[Line[M]]
    flaws: Sequence[Flaw]


def read(content: bytes, model: type[M]) -> Sheet[M]:
    """BadRequest when it is no table with the members of `model` as its columns."""
    [(first, names), *rows] = parse(content, model.model_fields)
    columns = [name.strip() for name in names]
    if flaws := _flaws_of(columns, model, first):
        raise refused(flaws)
    lines: list[Line[M]] = []
    for number, cells in rows:
        wide = [TOO_WIDE] if any(cell.strip() for cell in cells[len(columns) :]) else []
        flaws += [Flaw(pointer=f"#/rows/{number}", detail=detail) for detail in wide]
        line = _line(number, dict(zip(columns, cells, strict=False)), model)
        if isinstance(line, Line):
            lines.append(line)
        else:
            flaws += line
    return Sheet(lines, flaws)


def write(columns: Sequence[str], values: Iterable[BaseModel]) -> bytes:
    members = (value.model_dump(mode="json") for value in values)
    return unparse([columns, *([shown(each[column]) for column in columns] for each in members)])


def _flaws_of(columns: Sequence[str], model: type[M], row: int) -> list[Flaw]:
    """By the place of the column where its name is not one of ours: it may be anything."""
    known = model.model_fields
    unknown = [place for place, name in enumerate(columns, 1) if name not in known]
    twice = {name for name in known if columns.count(name) > 1}
    missing = [n for n, field in known.items() if field.is_required() and n not in columns]
    flaws = [(f"{place}", "Deze kolom kennen wij niet.") for place in unknown]
    flaws += [(name, "Deze kolom staat er twee keer.") for name in sorted(twice)]
    flaws += [(name, "Deze kolom ontbreekt.") for name in missing]
    return [Flaw(pointer=f"#/rows/{row}/{where}", detail=detail) for where, detail in flaws]


def _line(number: int, cells: Mapping[str, str], model: type[M]) -> Line[M] | list[Flaw]:
    """An empty cell says nothing."""
    place = f"#/rows/{number}"
    formulas = [column for column, cell in cells.items() if is_formula(cell)]
    flaws = [Flaw(pointer=f"{place}/{column}", detail=FORMULA) for column in formulas]
    values = {column: _value(cell, model, column) for column, cell in cells.items() if cell.strip()}
    try:
        value = model.model_validate(values)
    except ValidationError as error:
        found = tuple(f"{place}/{column}" for column in formulas)
        others = [flaw for flaw in problems_of(error, place) if flaw.pointer not in found]
        return flaws + others
    return flaws or Line(number, value)


def _value(cell: str, model: type[BaseModel], column: str) -> Any:
    is_list = get_origin(model.model_fields[column].annotation) is list
    return parts(plain(cell)) if is_list else plain(cell)
