"""Every query about budget lines and their rules."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chassis.database.bulk import update_of
from sqlalchemy import Row, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from funding.domain.budget import Balance, BudgetLine
from funding.domain.rules import Programme
from funding.tables import budget_lines

LOCK = text("""
    SELECT * FROM budget_lines
    WHERE id = ANY(CAST(:ids AS uuid[]))
    ORDER BY id FOR UPDATE
""")

SAVE = update_of(
    budget_lines,
    ["reserved_cents", "committed_cents", "paid_cents", "version", "nearly_reached"],
)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A budget line with the programme that it belongs to, and the version of its rules."""

    line: BudgetLine
    programme: Programme
    rule_set_version: int


@dataclass(frozen=True)
class BudgetLines:
    db: AsyncConnection

    async def add_empty(self, line: BudgetLine, programme: Programme) -> None:
        """Where there is none of this id; waits for one that is being added."""
        row = {**_row(line), **_programme_row(programme), "rule_set_version": 0}
        await self.db.execute(insert(budget_lines).values(row).on_conflict_do_nothing())

    async def lock(self, ids: Collection[UUID]) -> dict[UUID, BudgetLine]:
        """As the last before writing: whoever else needs these lines waits from here on."""
        if not ids:
            return {}
        rows = await self.db.execute(LOCK, {"ids": list(ids)})
        return {row.id: _line(row) for row in rows}

    async def save(self, lines: Sequence[BudgetLine]) -> None:
        """Keep what movements changed."""
        await SAVE.write(self.db, [_row(line) for line in lines])

    async def agree(self, agreed: Agreed) -> None:
        """Keep all that an administrator may change."""
        row = {
            **_row(agreed.line),
            **_programme_row(agreed.programme),
            "rule_set_version": agreed.rule_set_version,
        }
        await self.db.execute(
            budget_lines.update().where(budget_lines.c.id == agreed.line.id).values(row)
        )

    async def find(
        self, line_id: UUID, municipalities: frozenset[str] | None, *, lock: bool = False
    ) -> Agreed | None:
        """None when it is not there or in a municipality that the caller does not see."""
        query = select(budget_lines).where(budget_lines.c.id == line_id)
        if municipalities is not None:
            query = query.where(budget_lines.c.municipality_code.in_(municipalities))
        row = (await self.db.execute(query.with_for_update() if lock else query)).first()
        return None if row is None else _agreed(row)

    async def of(self, line_id: UUID) -> Agreed:
        """The line of an application that is there."""
        query = select(budget_lines).where(budget_lines.c.id == line_id)
        return _agreed((await self.db.execute(query)).one())

    async def list(self, municipalities: frozenset[str] | None) -> list[Agreed]:
        query = select(budget_lines).order_by(budget_lines.c.municipality_code, budget_lines.c.id)
        if municipalities is not None:
            query = query.where(budget_lines.c.municipality_code.in_(municipalities))
        return [_agreed(row) for row in await self.db.execute(query)]


def _row(line: BudgetLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "municipality_code": line.municipality_code,
        "ceiling_cents": line.ceiling_cents,
        "reserved_cents": line.balance.reserved_cents,
        "committed_cents": line.balance.committed_cents,
        "paid_cents": line.balance.paid_cents,
        "version": line.version,
        "nearly_reached": line.nearly_reached,
    }


def _programme_row(programme: Programme) -> dict[str, Any]:
    return {"programme": programme.code, "starts": programme.starts, "ends": programme.ends}


def _line(row: Row[Any]) -> BudgetLine:
    return BudgetLine(
        id=row.id,
        municipality_code=row.municipality_code,
        ceiling_cents=row.ceiling_cents,
        balance=Balance(row.reserved_cents, row.committed_cents, row.paid_cents),
        version=row.version,
        nearly_reached=row.nearly_reached,
    )


def _agreed(row: Row[Any]) -> Agreed:
    programme = Programme(row.programme, row.starts, row.ends)
    return Agreed(_line(row), programme, row.rule_set_version)
