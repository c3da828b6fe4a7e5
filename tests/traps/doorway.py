"""A door before PostgreSQL that can be shut: to the one who knocks, the server is away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit


class Doorway:
    """`knocks`: how often somebody wanted to come in while it was shut."""

    def __init__(self, host: str, port: int) -> None:
        self._behind = host, port
        self._open = True
        self._inside: set[asyncio.StreamWriter] = set()
        self.knocks = 0

    def shut(self) -> None:
        """Whoever is inside is thrown out."""
        self._open = False
        for writer in self._inside:
            writer.transport.abort()

    def open(self) -> None:
        self._open = True

    async def enter(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._open:
            self.knocks += 1
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection(*self._behind)
        self._inside |= {writer, back}
        with suppress(OSError):
            await asyncio.gather(_pass_on(reader, back), _pass_on(there, writer))
        self._inside -= {writer, back}


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


@asynccontextmanager
async def door_before(url: str) -> AsyncIterator[tuple[Doorway, str]]:
    """The door, and the address of the same database through it."""
    parts = urlsplit(url)
    door = Doorway(parts.hostname or "", parts.port or 5432)
    server = await asyncio.start_server(door.enter, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    signed_in = f"{parts.username}:{parts.password}@127.0.0.1:{port}"
    try:
        yield door, parts._replace(netloc=signed_in).geturl()
    finally:
        door.shut()
        server.close()
