"""The service's database: its engine, and which of its errors are worth waiting for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

SERVER_SETTINGS = {
    # A plan made while a table was small would be kept for ever (500 ids: 20 ms, later 145 ms).
    "plan_cache_mode": "force_custom_plan",
    "jit": "off",
    "lock_timeout": "5s",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
}

# Not the fault of what is being handled: the same work will succeed later.
PASSING = (
    asyncpg.exceptions.PostgresConnectionError,
    asyncpg.exceptions.OperatorInterventionError,
    asyncpg.exceptions.InsufficientResourcesError,
    asyncpg.exceptions.TransactionRollbackError,
    asyncpg.exceptions.LockNotAvailableError,
    asyncpg.exceptions.InvalidCachedStatementError,
    asyncpg.exceptions.ReadOnlySQLTransactionError,
    asyncpg.exceptions.InvalidAuthorizationSpecificationError,
    asyncpg.exceptions.InterfaceError,
    NoFreeConnection,
    OSError,
    TimeoutError,
)


def create_engine(url: str, name: str, *, connections: int = 5) -> AsyncEngine:
    """A pool for the work of one process. No parameters in its errors: they may be personal."""
    return create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=10,
        pool_recycle=1800,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args=_connect_args(name),
    )


def create_single(url: str, name: str) -> AsyncEngine:
    """Connections that are opened when asked for and closed after: for leaders and commands."""
    return create_async_engine(
        url, poolclass=NullPool, hide_parameters=True, connect_args=_connect_args(name)
    )


def _connect_args(name: str) -> dict[str, object]:
    settings = {**SERVER_SETTINGS, "application_name": name}
    return {"timeout": 10, "command_timeout": 60, "server_settings": settings}


@asynccontextmanager
async def disposing(engine: AsyncEngine) -> AsyncIterator[AsyncEngine]:
    try:
        yield engine
    finally:
        await engine.dispose()


def is_passing(error: BaseException) -> bool:
    """Whether waiting helps: the database is away, or two transactions were in each other's way."""
    if isinstance(error, DBAPIError):
        cause = getattr(error.orig, "__cause__", None) or error.orig
        return (
            error.connection_invalidated
            or isinstance(cause, PASSING)
            or (isinstance(error, InterfaceError | OperationalError) and cause is None)
        )
    return isinstance(error, PASSING)
