"""Gates: when may the next one start? Each asks the program itself, once."""

import asyncio
import struct
from collections.abc import Awaitable, Callable

import asyncpg

ANSWERS_WITHIN = 1.0  # seconds
LOOK_EVERY = 0.05  # seconds


async def until(ready: Callable[[], Awaitable[bool]], within: float) -> None:
    """Return when it is ready; TimeoutError after that many seconds."""
    async with asyncio.timeout(within):
        while not await ready():  # noqa: ASYNC110 — another process: nothing here can signal it
            await asyncio.sleep(LOOK_EVERY)


async def kafka_answers(host: str, port: int) -> bool:
    """Whether the broker lists itself: a bare metadata request, so that no client is needed."""
    try:
        async with asyncio.timeout(ANSWERS_WITHIN):
            answer = await _ask(host, port, _metadata_request())
    except (OSError, TimeoutError, asyncio.IncompleteReadError):
        return False
    _correlation, brokers = struct.unpack_from(">ii", answer)
    return int(brokers) > 0


async def http_says_ready(host: str, port: int, path: str) -> bool:
    request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    try:
        async with asyncio.timeout(ANSWERS_WITHIN):
            reader, writer = await asyncio.open_connection(host, port)
            writer.write(request.encode())
            status = await reader.readline()
            writer.close()
    except (OSError, TimeoutError):
        return False
    return status.split()[1:2] == [b"200"]


async def postgres_answers(url: str) -> bool:
    try:
        connection = await asyncpg.connect(url, timeout=ANSWERS_WITHIN)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return False
    await connection.close()
    return True


def _metadata_request() -> bytes:
    """Kafka's protocol: api 3 (metadata), version 0, correlation 1, no client, no topics."""
    body = struct.pack(">hhihi", 3, 0, 1, -1, 0)
    return struct.pack(">i", len(body)) + body


async def _ask(host: str, port: int, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(request)
        (size,) = struct.unpack(">i", await reader.readexactly(4))
        return await reader.readexactly(size)
    finally:
        writer.close()
