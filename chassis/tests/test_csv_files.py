from datetime import date
from typing import Annotated
from uuid import UUID

import pytest
from chassis.files.csv_files import read, write
from chassis.http.problems import BadRequest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field


class Club(BaseModel):
    """A row, as a service would declare it."""

    club_id: UUID
    name: str
    towns: Annotated[list[str], Field(min_length=1)]
    members: int | None = None
    since: date | None = None
    open: bool = True


COLUMNS = list(Club.model_fields)
ID = "00000000-0000-0000-0000-000000000001"
ROW = {"club_id": UUID(ID), "name": "Café Zuid", "towns": ["GM0001", "GM0002"]}


def club(**others: object) -> Club:
    return Club.model_validate({**ROW, **others})


def clubs(content: bytes) -> list[Club]:
    sheet = read(content, Club)
    assert sheet.flaws == []
    return [line.value for line in sheet.lines]


def flaws(content: bytes) -> list[str]:
    try:
        found = read(content, Club).flaws
    except BadRequest as refusal:
        found = refusal.document.errors
    return [flaw.pointer for flaw in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_file_is_read_whatever_its_encoding_and_whatever_parts_its_cells(
    encoding: str, mark: str
) -> None:
    rows = [["club_id", "name", "towns"], [ID, "Café Zuid", "GM0001 GM0002"]]
    content = "\r\n".join(mark.join(row) for row in rows).encode(encoding)
    assert clubs(content) == [club()]


def test_a_cell_may_hold_what_parts_cells_and_rows() -> None:
    content = f'name;club_id;towns\n"Zuid;\n""de club""";{ID};"GM0001, GM0002"\n'.encode()
    assert clubs(content) == [club(name='Zuid;\n"de club"')]


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    content = f'club_id,name,towns\n{ID},"two\nlines",GM0001\n\n,,\nx,y,GM0001\n'.encode()
    assert flaws(content) == ["#/rows/5/club_id"]


def test_every_faulty_cell_of_every_row_is_named_at_once() -> None:
    content = f"club_id,name,towns,members,since\nx,=1+1,,veel,gisteren\n{ID},Zuid,GM0001,,,meer\n"
    assert flaws(content.encode()) == [
        "#/rows/2/name",
        "#/rows/2/club_id",
        "#/rows/2/towns",
        "#/rows/2/members",
        "#/rows/2/since",
        "#/rows/3",
    ]


def test_columns_that_are_missing_unknown_or_there_twice_are_named() -> None:
    assert flaws(b"name,secret,name\nZuid,x,y\n") == [
        "#/rows/1/2",
        "#/rows/1/name",
        "#/rows/1/club_id",
        "#/rows/1/towns",
    ]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "#"),
        (b"\x00\x01\x02", "#"),
        (b"\x81\x8d", "#"),
        (b'club_id,name,towns\nx,"open', "#/rows/2"),
        (b'club_id,name,towns\nx,"a"b,c\n', "#/rows/2"),
    ],
)
def test_what_is_no_table_is_refused_with_the_place(content: bytes, place: str) -> None:
    assert flaws(content) == [place]


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-x", "@SUM(A1)", "\t=1", " =1", "＝1", "-2+A1"])
def test_a_formula_is_refused_and_comes_back_as_text_when_we_wrote_it(cell: str) -> None:
    content = f'club_id;name;towns\n{ID};"{cell}";GM0001\n'.encode()
    assert flaws(content) == ["#/rows/2/name"]
    content = write(COLUMNS, [club(name=cell)])
    assert f"'{cell}" in content.decode("utf-8-sig")
    assert clubs(content) == [club(name=cell.strip())]


@pytest.mark.parametrize("cell", ["-12", "-1,5", "+31 6 12345678", "+31 (0)78-1234567", "'t Hof"])
def test_a_negative_number_a_telephone_number_and_an_apostrophe_are_no_formula(cell: str) -> None:
    assert clubs(write(COLUMNS, [club(name=cell)])) == [club(name=cell)]


words = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00")).map(
    str.strip
)


@given(
    st.lists(
        st.builds(
            Club,
            club_id=st.uuids(),
            name=words.filter(bool),
            towns=st.lists(st.from_regex(r"GM\d{4}", fullmatch=True), min_size=1),
            members=st.none() | st.integers(),
            since=st.none() | st.dates(),
            open=st.booleans(),
        ),
        min_size=1,
    )
)
def test_what_is_written_is_read_again_the_same(given_clubs: list[Club]) -> None:
    assert clubs(write(COLUMNS, given_clubs)) == given_clubs
