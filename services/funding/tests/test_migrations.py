"""The tables as the code knows them are the tables that migrations make."""

import asyncio

from alembic import command
from chassis.database.migrations import configuration


async def test_the_migrations_make_what_the_tables_say(funding_database: str) -> None:
    await asyncio.to_thread(command.check, configuration("funding", funding_database))
