"""The statements for entries of a kind, made from its declaration alone."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Self

from sqlalchemy import TextClause, text

from routing.network.kind import Kind

AREAS: Final = {
    "municipality_codes": "municipality_codes",
    "municipality_code": "ARRAY[municipality_code]",
    "supporter_id": """(SELECT o.municipality_codes FROM supporters AS s
        JOIN organisations AS o USING (organisation_id) WHERE s.supporter_id = thing.supporter_id)
    """,
}
OF_ORGANISATION: Final = """(SELECT o.municipality_codes FROM organisations AS o
    WHERE o.organisation_id = thing.{area})"""
OF_SUPPORTER: Final = """(SELECT s.organisation_id FROM supporters AS s
    WHERE s.supporter_id = thing.supporter_id)"""

VISIBLE: Final = """(
    CAST(:everywhere AS boolean)
    OR {area} && CAST(:municipalities AS text[])
    OR CAST(:own AS uuid) IN ({organisations})
)"""


@dataclass(frozen=True, slots=True)
class Statements:
    some: TextClause
    one: TextClause
    many: TextClause
    save: TextClause

    @classmethod
    @cache
    def of(cls, kind: Kind[Any]) -> Self:
        table, key = kind.table.name, kind.key
        last = f"(SELECT DISTINCT ON ({key}) * FROM {table} ORDER BY {key}, version DESC)"  # noqa: S608
        things = f"{last if kind.dated else table} AS thing"
        area = AREAS.get(kind.entry.area, OF_ORGANISATION.format(area=kind.entry.area))
        named = [OF_SUPPORTER] if kind.entry.area == "supporter_id" else [key]
        organisations = ", ".join(kind.entry.names or named)
        visible = VISIBLE.format(area=area, organisations=organisations)
        return cls(
            some=text(f"SELECT * FROM {things} WHERE {key} = ANY(CAST(:ids AS uuid[]))"),  # noqa: S608
            one=text(f"SELECT * FROM {things} WHERE {key} = :thing_id AND {visible}"),  # noqa: S608
            many=text(f"""
                SELECT * FROM {things} WHERE {visible}
                  AND (CAST(:code AS text) IS NULL OR {area} @> ARRAY[CAST(:code AS text)])
                  AND (CAST(:organisation_id AS uuid) IS NULL
                       OR CAST(:organisation_id AS uuid) IN ({organisations}))
                ORDER BY {"name, " * ("name" in kind.entry.model_fields)}{key}
                LIMIT :most OFFSET :passed
            """),  # noqa: S608
            save=_save(kind),
        )


def _save(kind: Kind[Any]) -> TextClause:
    names = [column.name for column in kind.table.columns]
    columns, table = ", ".join(names), kind.table.name
    values = ", ".join(f"{name} = excluded.{name}" for name in names if name != kind.key)
    renewed = "" if kind.dated else f"ON CONFLICT ({kind.key}) DO UPDATE SET {values}"
    return text(f"""
        INSERT INTO {table} ({columns})
        SELECT {columns} FROM jsonb_populate_recordset(CAST(NULL AS {table}), CAST(:rows AS jsonb))
        {renewed}
    """)  # noqa: S608
