"""Many rows in one statement, made from a table's own columns."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Dialect, Table, TextClause, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

POSTGRESQL: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]

Row = Mapping[str, Any]


def insert_into(table: Table, on_conflict: str = "") -> TextClause:
    """Rows are written in the order in which they are given."""
    columns = list(table.columns)
    names = ", ".join(column.name for column in columns)
    return text(f"""
        INSERT INTO {table.name} ({names})
        SELECT {", ".join(_taken(column) for column in columns)}
        FROM unnest({", ".join(f"CAST(:{c.name} AS {_type(c)}[])" for c in columns)})
            WITH ORDINALITY AS given ({names}, place)
        ORDER BY place
        {on_conflict}
    """)  # noqa: S608 # names from the table's definition alone


def replacing(table: Table) -> str:
    """For `on_conflict`: the row that is there gets all the new values."""
    key = ", ".join(column.name for column in table.primary_key)
    values = (f"{c.name} = excluded.{c.name}" for c in table.columns if not c.primary_key)
    return f"ON CONFLICT ({key}) DO UPDATE SET {', '.join(values)}"


async def write(
    db: AsyncConnection, statement: TextClause, table: Table, rows: Sequence[Row]
) -> None:
    if rows:
        await db.execute(statement, as_columns(table, rows))


def as_columns(table: Table, rows: Sequence[Row]) -> dict[str, list[Any]]:
    return {
        column.name: [_value(column, row[column.name]) for row in rows] for column in table.columns
    }


def _type(column: Column[Any]) -> str:
    if isinstance(column.type, JSONB):
        return "text"
    return column.type.compile(dialect=POSTGRESQL)


def _taken(column: Column[Any]) -> str:
    return f"{column.name}::jsonb" if isinstance(column.type, JSONB) else column.name


def _value(column: Column[Any], value: Any) -> Any:
    return json.dumps(value) if isinstance(column.type, JSONB) else value
