"""Migrations of a service's database: a command, never part of starting."""

import asyncio
from importlib.resources import files

from alembic import command, context, op
from alembic.config import Config
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.ext.asyncio import create_async_engine

from chassis.database.schema import CREATE_CHASSIS_TABLES

# One at a time, however many containers start at once; give way rather than hold up the service.
BEFORE = ("SELECT pg_advisory_xact_lock(hashtext('migrate'))", "SET LOCAL lock_timeout = '5s'")

# The owner loses the right to change rows; the trigger also stops a superuser, and a replica role.
KEEP_FOR_EVER = (
    """
    CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% is history: rows are added, never changed', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END $$
    """,
    """
    CREATE TRIGGER kept_for_ever BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}"
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
    'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER kept_for_ever',
    'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM PUBLIC, CURRENT_USER',
)


def configuration(package: str, database_url: str) -> Config:
    """Alembic's configuration for a service: its migrations are inside its package."""
    config = Config()
    config.set_main_option("script_location", str(files(package) / "migrations"))
    config.attributes["database_url"] = database_url
    return config


class UnknownRevision(SystemExit):
    """Ends the command with these words, and no traceback."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"The database is at revision {revision}, which this release does not know. "
            "Use the release that made it, or an empty database (the demo's: make clean)."
        )


def upgrade(package: str, database_url: str) -> None:
    try:
        command.upgrade(configuration(package, database_url), "head")
    except CommandError as error:
        if isinstance(error.__cause__, ResolutionError):
            raise UnknownRevision(error.__cause__.argument) from error
        raise


def create_chassis_tables() -> None:
    """For a service's first migration."""
    for statement in CREATE_CHASSIS_TABLES:
        op.execute(statement)


def keep_for_ever(table: str) -> None:
    """From this migration on rows are added and read only, whoever asks: no `UPDATE`, `DELETE`,
    `TRUNCATE`, nor what locks a row: `SELECT … FOR UPDATE`, or a foreign key that refers to it.
    A later migration that must change the shape of the rows adds columns."""
    for statement in KEEP_FOR_EVER:
        op.execute(statement.format(table=table))


def migrate(metadata: MetaData) -> None:
    """What a service's `migrations/env.py` calls."""
    url = context.config.attributes["database_url"]
    asyncio.run(_migrate(url, metadata))


async def _migrate(url: str, metadata: MetaData) -> None:
    engine = create_async_engine(url, hide_parameters=True)
    async with engine.connect() as connection:
        await connection.run_sync(_run, metadata)
        await connection.commit()
    await engine.dispose()


def _run(connection: Connection, metadata: MetaData) -> None:
    context.configure(connection=connection, target_metadata=metadata, compare_server_default=True)
    with context.begin_transaction():
        for statement in BEFORE:
            connection.execute(text(statement))
        context.run_migrations()
