import asyncio

from alembic import command
from chassis.database.migrations import configuration, upgrade


async def test_the_migrations_make_the_tables_that_the_code_knows(fresh_database: str) -> None:
    await asyncio.to_thread(upgrade, "funding", fresh_database)
    await asyncio.to_thread(command.check, configuration("funding", fresh_database))
