"""One database per service for all tests of this process: made once, emptied before each test.

A copy of a template costs more with every table, and new connections; this costs what the test
before wrote (decision 25).
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self, cast

from chassis.database.engine import create_engine, disposing
from chassis.database.migrations import upgrade
from local_runtime.databases import Databases
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import QueuePool

MakeTables = Callable[[str], Awaitable[None]]
"""In the empty database at this address."""

# Tables that are kept for ever have a trigger that stops everybody, so it is switched off and on.
EMPTY = """
DO $$
DECLARE
    filled regclass;
    has_rows boolean;
    guards name[];
    guard name;
BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle';
    SET LOCAL session_replication_role = replica;  -- no foreign key is looked at
    FOR filled IN
        SELECT oid::regclass FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND relname <> 'alembic_version'
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', filled) INTO has_rows;
        CONTINUE WHEN NOT has_rows;
        guards := ARRAY(SELECT tgname FROM pg_trigger WHERE tgrelid = filled AND tgenabled = 'A');
        FOREACH guard IN ARRAY guards LOOP
            EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', filled, guard);
        END LOOP;
        EXECUTE format('DELETE FROM %s', filled);
        FOREACH guard IN ARRAY guards LOOP
            EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', filled, guard);
        END LOOP;
    END LOOP;
END $$
"""


class KeptDatabases:
    def __init__(self, databases: Databases) -> None:
        self._databases = databases
        self._open = AsyncExitStack()
        self._engines: dict[str, AsyncEngine] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._open.aclose()

    async def emptied(self, name: str, make_tables: MakeTables | None = None) -> AsyncEngine:
        """The service's; its connections stay open for the next test, what listens to them does
        not. `make_tables`: instead of the migrations of the package of that name.

        For tests that leave the tables as they are: the others take a `fresh_database`.
        """
        if name not in self._engines:
            self._engines[name] = await self._make(name, make_tables)
        engine = self._engines[name]
        if cast(
            QueuePool, engine.pool
        ).checkedout():  # somebody was stopped in the middle of something
            await engine.dispose()
        async with engine.begin() as db:
            await db.exec_driver_sql(EMPTY)
        return engine.execution_options()

    async def _make(self, name: str, make_tables: MakeTables | None) -> AsyncEngine:
        address = await self._open.enter_async_context(self._databases.fresh())
        if make_tables:
            await make_tables(address)
        else:
            await asyncio.to_thread(upgrade, name, address)
        return await self._open.enter_async_context(disposing(create_engine(address, name)))
