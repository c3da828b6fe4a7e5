"""HTTP to receivers of webhooks: bounded in time and in what it reads, never redirected."""

import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import aiohttp
from yarl import URL

from notifications.sending.network import ForbiddenAddress, Guard

MOST_READ = 64 * 1024  # bytes of an answer, which nobody looks at
STAYS_OPEN = 4.0  # seconds; less than what servers keep a silent connection open for


class NoAnswer(Exception):
    """The call came to nothing; `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """By name in any case."""


class Calls:
    def __init__(self, session: aiohttp.ClientSession, guard: Guard) -> None:
        self._session = session
        self._guard = guard

    async def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        try:
            self._guard.check(url)
            async with self._session.request(
                method,
                URL(url, encoded=True),
                headers=headers,
                data=body,
                allow_redirects=False,
            ) as response:
                await _drain(response.content)
                return Answer(response.status, response.headers)
        except (aiohttp.ClientError, OSError) as error:
            raise NoAnswer(_reason(error)) from None


def _reason(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "timeout"
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    return "forbidden_address" if isinstance(cause, ForbiddenAddress) else "unreachable"


async def _drain(content: aiohttp.StreamReader) -> None:
    """Read to the end, so that the connection can be used again; a long answer is cut off."""
    read = 0
    while read < MOST_READ and (piece := await content.read(MOST_READ)):
        read += len(piece)


@asynccontextmanager
async def calling(guard: Guard, timeout: timedelta) -> AsyncIterator[Calls]:
    connector = aiohttp.TCPConnector(
        limit=0,  # the sender knows how many there may be at once
        resolver=guard,
        use_dns_cache=False,
        keepalive_timeout=STAYS_OPEN,
        ssl=ssl.create_default_context(),
    )
    async with aiohttp.ClientSession(
        connector=connector,
        timeout=aiohttp.ClientTimeout(total=timeout.total_seconds()),
        headers={"User-Agent": "sportloket"},
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
    ) as session:
        yield Calls(session, guard)
