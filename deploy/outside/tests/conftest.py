import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from outside.application import application
from outside.settings import Settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class AnnouncedServer(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_up.set()


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """The stand-ins on real sockets, and a client that talks to them."""
    server = AnnouncedServer(
        uvicorn.Config(application(settings), port=settings.http_port, log_config=None)
    )
    serving = asyncio.create_task(server.serve())
    await asyncio.wait_for(server.is_up.wait(), 10)
    address = f"http://127.0.0.1:{settings.http_port}"
    async with httpx.AsyncClient(base_url=address) as client:
        yield client
    server.should_exit = True
    await serving


@pytest.fixture
def run_outside() -> Callable[[Settings], AbstractAsyncContextManager[httpx.AsyncClient]]:
    return running


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        http_port=free_port(), smtp_port=free_port(), key_file=tmp_path / "key.pem", kept=3
    )


@pytest.fixture
async def outside(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    async with running(settings) as client:
        yield client
