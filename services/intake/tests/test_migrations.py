import asyncio

import asyncpg
import pytest
from alembic import command
from chassis.database.migrations import UnknownRevision, configuration, upgrade


async def test_the_migrations_make_the_tables_that_the_code_knows(fresh_database: str) -> None:
    await asyncio.to_thread(upgrade, "intake", fresh_database)
    await asyncio.to_thread(command.check, configuration("intake", fresh_database))


async def test_a_database_that_another_release_made_is_refused_in_plain_words(
    fresh_database: str,
) -> None:
    await asyncio.to_thread(upgrade, "intake", fresh_database)
    connection = await asyncpg.connect(fresh_database.replace("+asyncpg", ""))
    await connection.execute("UPDATE alembic_version SET version_num = '0004'")
    await connection.close()
    with pytest.raises(UnknownRevision, match=r"at revision 0004, .* or an empty database"):
        await asyncio.to_thread(upgrade, "intake", fresh_database)
