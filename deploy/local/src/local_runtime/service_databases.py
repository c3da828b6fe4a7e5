"""A database for every service, with a role that sees no other."""

from collections.abc import Mapping

import asyncpg


async def make_databases(admin_url: str, passwords: Mapping[str, str]) -> None:
    """Those that are not there yet; `passwords` by service."""
    connection = await asyncpg.connect(admin_url)
    try:
        there = {
            row["datname"] for row in await connection.fetch("SELECT datname FROM pg_database")
        }
        for service, password in passwords.items():
            if service not in there:
                await _make(connection, service, password)
    finally:
        await connection.close()


async def _make(connection: asyncpg.Connection, service: str, password: str) -> None:
    """The database comes last: it tells that all was done."""
    statements = await connection.fetchrow(
        """
        SELECT format('DROP ROLE IF EXISTS %I', $1::text),
               format('CREATE ROLE %I LOGIN PASSWORD %L', $1::text, $2::text),
               format('CREATE DATABASE %I OWNER %I', $1::text, $1::text),
               format('REVOKE ALL ON DATABASE %I FROM PUBLIC', $1::text)
        """,
        service,
        password,
    )
    for statement in statements:
        await connection.execute(statement)
