"""Notifications on its emptied database, and the real things outside that it talks to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any
from uuid import uuid4

import httpx
import pytest
import uvicorn
from chassis.process.testing import Running, running_on
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from kept_databases import KeptDatabases
from local_runtime.ports import HOST, free_port
from notifications.sending.background_task import send_deliveries
from notifications.service import service
from outside.application import application
from outside.settings import Settings as OutsideSettings

from .outside_world import Outside
from .story import HOEKSCHE_WAARD


class Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = asyncio.Event()

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.is_up.set()


@asynccontextmanager
async def serving(app: FastAPI, port: int) -> AsyncIterator[None]:
    server = Server(uvicorn.Config(app, port=port, log_config=None))
    task = asyncio.create_task(server.serve())
    await asyncio.wait_for(server.is_up.wait(), 10)
    yield
    server.should_exit = True
    await task


NOT_FOR_YOU: dict[str, Any] = {"title": "U bent niet aangemeld."}
"""What the vault has in a test where it refuses whoever asks."""


@pytest.fixture(scope="session")
async def stand_ins() -> AsyncIterator[Outside]:
    """Mailbox, receiver of webhooks and token issuer, and beside them intake's vault."""
    settings = OutsideSettings(http_port=free_port(), smtp_port=free_port())
    vault: dict[str, dict[str, Any]] = {}
    app = application(settings)

    @app.get("/v1/details/{ref}")
    async def details(ref: str, purpose: str) -> JSONResponse:
        found = vault.get(ref) if purpose == "notification" else None
        status = 401 if found == NOT_FOR_YOU else 200 if found else 404
        return JSONResponse(found or {}, status)

    async with serving(app, settings.http_port):
        address = f"http://{HOST}:{settings.http_port}"
        async with httpx.AsyncClient(base_url=address) as client:
            yield Outside(client, address, settings.smtp_port, vault)


@pytest.fixture
async def outside(stand_ins: Outside) -> Outside:
    """As if nobody had been there before."""
    stand_ins.vault.clear()
    await stand_ins.forget_mails()
    return replace(stand_ins, run=uuid4().hex)


def told(outside: Outside) -> dict[str, Any]:
    """The settings of notifications in tests."""
    return {
        "smtp_host": HOST,
        "smtp_port": outside.smtp_port,
        "intake_url": outside.address,
        "token_url": f"{outside.address}/token",
        "client_id": "notifications",
        "client_secret": "local",
        "webhook_allowed_hosts": [HOST],
        "retry_schedule": [0.05, 0.05, 0.05],
        "attempt_timeout": "PT5S",
    }


@asynccontextmanager
async def running(
    databases: KeptDatabases, outside: Outside, **other: Any
) -> AsyncIterator[Running]:
    engine = await databases.emptied(service.name)
    async with running_on(engine, service, **told(outside) | other) as app:
        yield app


@pytest.fixture
async def app(databases: KeptDatabases, outside: Outside) -> AsyncIterator[Running]:
    async with running(databases, outside) as app:
        yield app


@asynccontextmanager
async def sending(app: Running) -> AsyncIterator[None]:
    """The sender beside it, until the end of the block."""
    task = asyncio.create_task(send_deliveries(app.runtime, app.runtime.health.part("sender")))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@pytest.fixture
def coordinator(app: Running) -> dict[str, str]:
    return app.token("coordinator", municipalities=[HOEKSCHE_WAARD])
