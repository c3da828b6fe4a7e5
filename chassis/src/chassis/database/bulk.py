"""Many rows in one statement, made from a table's own columns: arrays that PostgreSQL unnests."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Protocol

from sqlalchemy import ARRAY, Column, Dialect, Row, Table, TextClause, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

POSTGRESQL: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]

Values = Mapping[str, Any]
"""A row to write: values by the names of their columns."""


class DataclassInstance(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]


@dataclass(frozen=True)
class BulkWrite:
    """A statement that writes any number of rows, in the order in which they are given."""

    statement: TextClause
    columns: Sequence[Column[Any]]

    async def write(self, db: AsyncConnection, rows: Sequence[Values]) -> Sequence[Row[Any]]:
        """What the statement returns; nothing where it has no RETURNING."""
        if not rows:
            return []
        result = await db.execute(self.statement, bound(self.columns, rows))
        return result.all() if result.returns_rows else []


def insert_into(
    table: Table, on_conflict: str = "", *, leaving_out: Collection[str] = ()
) -> BulkWrite:
    """Into all columns but those left to their defaults; `on_conflict` may end in RETURNING."""
    columns = [column for column in table.columns if column.name not in leaving_out]
    names = ", ".join(column.name for column in columns)
    statement = text(f"""
        INSERT INTO {table.name} ({names})
        SELECT {names} FROM {bound_rows(columns)} ORDER BY place
        {on_conflict}
    """)  # noqa: S608 # names from the table's definition alone
    return BulkWrite(statement, columns)


def update_of(table: Table, changing: Collection[str]) -> BulkWrite:
    """The rows with these primary keys get new values in these columns."""
    key = [column.name for column in table.primary_key]
    columns = [column for column in table.columns if column.name in {*key, *changing}]
    values = ", ".join(f"{name} = bound_rows.{name}" for name in changing)
    same = " AND ".join(f"{table.name}.{name} = bound_rows.{name}" for name in key)
    statement = text(f"UPDATE {table.name} SET {values} FROM {bound_rows(columns)} WHERE {same}")  # noqa: S608 # names from the table's definition alone
    return BulkWrite(statement, columns)


def replacing(table: Table) -> str:
    """For `on_conflict`: the row that is there gets all the new values."""
    key = ", ".join(column.name for column in table.primary_key)
    values = (f"{c.name} = excluded.{c.name}" for c in table.columns if not c.primary_key)
    return f"ON CONFLICT ({key}) DO UPDATE SET {', '.join(values)}"


def row_of(thing: DataclassInstance) -> dict[str, Any]:
    """A dataclass whose fields have the names of the columns."""
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def bound_rows(columns: Iterable[Column[Any]]) -> str:
    """A FROM item of what is bound, with the columns and `place`, which counts the rows."""
    columns = list(columns)
    names = ", ".join(column.name for column in columns)
    arrays = ", ".join(f"CAST(:{column.name} AS {_bound_type(column)}[])" for column in columns)
    read = ", ".join(f"{_read(column)} AS {column.name}" for column in columns)
    return f"""(
        SELECT {read}, place
        FROM unnest({arrays}) WITH ORDINALITY AS bound ({names}, place)
    ) AS bound_rows"""  # noqa: S608 # names from the table's definition alone


def bound(columns: Iterable[Column[Any]], rows: Sequence[Values]) -> dict[str, list[Any]]:
    """What to bind for `bound_rows`."""
    return {column.name: [_value(column, row[column.name]) for row in rows] for column in columns}


def _is_text(column: Column[Any]) -> bool:
    """JSON, and arrays, which unnest() would flatten, travel as text."""
    return isinstance(column.type, JSONB | ARRAY)


def _bound_type(column: Column[Any]) -> str:
    return "text" if _is_text(column) else _type(column)


def _type(column: Column[Any]) -> str:
    return column.type.compile(dialect=POSTGRESQL)


def _read(column: Column[Any]) -> str:
    return f"CAST({column.name} AS {_type(column)})" if _is_text(column) else column.name


def _value(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, JSONB):
        return json.dumps(value)
    if isinstance(column.type, ARRAY):
        return "{" + ",".join(map(_element, value)) + "}"
    return value


def _element(value: object) -> str:
    """As it stands in an array that is written as text."""
    if value is None:
        return "NULL"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
