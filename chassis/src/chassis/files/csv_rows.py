"""The rows of a CSV file, whatever its encoding and whatever parts its cells."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from contracts.problems import Problem as Flaw

from chassis.http.problems import BadRequest

ENCODINGS: Final = ("utf-8-sig", "cp1252")
DELIMITERS: Final = ";,\t"

Row = tuple[int, list[str]]
"""With its number as people count in a spreadsheet: the names of the columns are row 1."""


def refused(flaws: Sequence[Flaw]) -> BadRequest:
    detail = f"Aantal fouten: {len(flaws)}. Er is niets overgenomen."
    return BadRequest("faulty-file", "Dit bestand klopt niet.", detail, errors=flaws)


def parse(content: bytes, columns: Iterable[str]) -> list[Row]:
    """The rows that hold something; the names of some of the `columns` should be on the first."""
    text = _decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_mark(text, columns), strict=True)
    rows: list[Row] = []
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                rows.append((number, cells))
    except csv.Error:
        flaw = Flaw(pointer=f"#/rows/{number + 1}", detail="De aanhalingstekens kloppen hier niet.")
        raise refused([flaw]) from None
    return rows


def unparse(rows: Iterable[Sequence[str]]) -> bytes:
    """As Dutch spreadsheets open it without asking."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=DELIMITERS[0]).writerows(rows)
    return text.getvalue().encode(ENCODINGS[0])


def _decoded(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and text.strip():
            return text
    raise refused([Flaw(pointer="#", detail="Hier staat geen tekst in die wij kunnen lezen.")])


def _mark(text: str, columns: Iterable[str]) -> str:
    """What parts the most names of known columns on the first row."""
    known, first = {*columns}, text.lstrip().partition("\n")[0]

    def found(mark: str) -> int:
        return len(known.intersection(name.strip(' "\r') for name in first.split(mark)))

    return max(DELIMITERS, key=found)
