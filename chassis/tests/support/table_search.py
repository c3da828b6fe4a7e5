"""For tests of a service: where in its database something stands."""

from chassis.process.testing import Running
from sqlalchemy import text

TABLES = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")


async def tables_with(app: Running, words: str) -> list[str]:
    """The tables that hold these words in any column, of whatever type."""
    found = []
    async with app.begin() as work:
        for table in (await work.db.execute(TABLES)).scalars():
            rows = await work.db.execute(text(f'SELECT * FROM "{table}"'))  # noqa: S608 # a table's own name
            if any(words in str(value) for row in rows for value in row):
                found.append(table)
    return found
