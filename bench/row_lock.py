"""The comparison: a transaction for each request, which locks the budget line; 8 at a time.

It only books: it keeps no inbox, no history, no state of the application, and announces nothing.
"""

import asyncio
import sys
from collections.abc import Iterator
from uuid import UUID

import uvloop
from funding.domain.budget import Account
from funding.tables import applications, budget_lines, ledger
from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bench.place import Place

CONNECTIONS = 8


async def main(place: Place, line_id: UUID) -> None:
    engine = create_async_engine(place.database, pool_size=CONNECTIONS)
    columns = applications.c
    asked = select(columns.id, columns.requested_cents).where(columns.budget_line_id == line_id)
    async with engine.connect() as db:
        requests = iter((await db.execute(asked)).all())
    async with asyncio.TaskGroup() as clerks:
        for _ in range(CONNECTIONS):
            clerks.create_task(_work(engine, line_id, requests))
    await engine.dispose()


async def _work(engine: AsyncEngine, line_id: UUID, requests: Iterator[Row[UUID, int]]) -> None:
    for application_id, cents in requests:
        await _allot(engine, line_id, application_id, cents)


async def _allot(engine: AsyncEngine, line_id: UUID, application_id: UUID, cents: int) -> None:
    columns = budget_lines.c
    async with engine.begin() as db:
        line = select(columns.ceiling_cents, columns.committed_cents, columns.version)
        locked = line.where(columns.id == line_id).with_for_update()
        ceiling, committed, version = (await db.execute(locked)).one()
        if committed + cents > ceiling:
            return
        await db.execute(
            ledger.insert().values(
                budget_line_id=line_id,
                application_id=application_id,
                application_version=2,
                source=Account.AVAILABLE,
                destination=Account.COMMITTED,
                cents=cents,
                at=func.clock_timestamp(),
            )
        )
        changed = {"committed_cents": committed + cents, "version": version + 1}
        await db.execute(budget_lines.update().where(columns.id == line_id).values(changed))


if __name__ == "__main__":
    uvloop.run(main(Place.told(), UUID(sys.argv[1])))
