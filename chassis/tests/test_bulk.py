"""What is written by the bulk is what was given, in the order given."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from chassis.database.bulk import insert_into, replacing, update_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, DateTime, Identity, Integer, MetaData, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

metadata = MetaData()
things = Table(
    "things",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("place", Integer, Identity(always=True)),
    Column("name", Text),
    Column("codes", ARRAY(Text)),
    Column("about", JSONB),
    Column("at", DateTime(timezone=True)),
)
ADD = insert_into(things, leaving_out=["place"])
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def thing(number: int, **changes: Any) -> dict[str, Any]:
    plain = {"id": UUID(int=number), "name": "a", "codes": ["x"], "about": {"n": 1}, "at": NOW}
    return {**plain, **changes}


@pytest.fixture
async def db(fresh_database: str) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(fresh_database)
    async with engine.connect() as connection:
        await connection.run_sync(metadata.create_all)
        yield connection
    await engine.dispose()


async def kept(db: AsyncConnection) -> list[dict[str, Any]]:
    rows = await db.execute(text("SELECT id, name, codes, about, at FROM things ORDER BY place"))
    return [dict(row._mapping) for row in rows]


async def test_rows_are_written_in_the_order_in_which_they_are_given(db: AsyncConnection) -> None:
    await ADD.write(db, [thing(3), thing(1), thing(2)])
    assert [row["id"].int for row in await kept(db)] == [3, 1, 2]


async def test_no_rows_are_no_statement(db: AsyncConnection) -> None:
    assert await ADD.write(db, []) == []
    assert await kept(db) == []


async def test_nothing_stays_nothing_in_columns_of_every_type(db: AsyncConnection) -> None:
    await ADD.write(db, [thing(1, name=None, codes=None, about=None, at=None)])
    empty = {"name": None, "codes": None, "about": None, "at": None}
    assert await kept(db) == [{"id": UUID(int=1), **empty}]
    is_null = await db.execute(text("SELECT about IS NULL FROM things"))
    assert is_null.scalar_one() is True, "not a null of JSON"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    codes=st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8")), max_size=4),
    name=st.text(st.characters(exclude_characters="\0", codec="utf-8")),
)
def test_texts_in_arrays_come_back_as_they_were(codes: list[str], name: str) -> None:
    from chassis.database.bulk import bound

    values = bound([things.c.codes, things.c.name], [{"codes": codes, "name": name}])
    assert values["name"] == [name]
    assert read_array(values["codes"][0]) == codes


def read_array(written: str) -> list[str]:
    """By PostgreSQL's rules for arrays that are written as text, each element in quotes."""
    elements: list[str] = []
    inside, position = written[1:-1], 0
    while position < len(inside):
        assert inside[position] == '"'
        position, element = position + 1, ""
        while inside[position] != '"':
            position += inside[position] == "\\"
            element, position = element + inside[position], position + 1
        elements.append(element)
        position += 2
    return elements


async def test_quotes_commas_braces_and_backslashes_pass_through_the_database(
    db: AsyncConnection,
) -> None:
    codes = ['a"b', "a,b", "{a}", "a\\b", "", "NULL", " "]
    await ADD.write(db, [thing(1, codes=codes, about={"a": ['"', "\\"]})])
    [row] = await kept(db)
    assert (row["codes"], row["about"]) == (codes, {"a": ['"', "\\"]})


async def test_who_is_there_already_is_replaced_or_left_as_the_statement_says(
    db: AsyncConnection,
) -> None:
    await ADD.write(db, [thing(1, name="old")])
    left = insert_into(things, "ON CONFLICT DO NOTHING RETURNING id", leaving_out=["place"])
    assert [row.id.int for row in await left.write(db, [thing(1), thing(2)])] == [2]
    key, name = Column("id", Uuid, primary_key=True), Column("name", Text)
    named = Table("things", MetaData(), key, name)
    await insert_into(named, replacing(named)).write(db, [{"id": UUID(int=1), "name": "new"}])
    assert {row["id"].int: row["name"] for row in await kept(db)} == {1: "new", 2: "a"}


async def test_an_update_changes_what_it_names_of_the_rows_with_these_keys(
    db: AsyncConnection,
) -> None:
    await ADD.write(db, [thing(1), thing(2)])
    rename = update_of(things, ["name", "codes"])
    await rename.write(db, [thing(2, name="b", codes=["y", "z"], about={"n": 2}), thing(9)])
    first, second = sorted(await kept(db), key=lambda row: row["id"])
    assert (first["name"], first["codes"]) == ("a", ["x"])
    assert (second["name"], second["codes"], second["about"]) == ("b", ["y", "z"], {"n": 1})
