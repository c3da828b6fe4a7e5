"""Asking other services as this one, with a token of its own (RFC 6749, 4.4)."""

import time
from collections.abc import AsyncIterator
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any, Final

import aiohttp
from pydantic import BaseModel

from notifications.settings import Settings

TIMEOUT: Final = aiohttp.ClientTimeout(total=5)
EARLY = 30.0
"""Seconds before its end that a token is renewed."""


class Granted(BaseModel):
    access_token: str
    expires_in: float = 0


class AccessToken:
    """Asked for when the former one is about to end."""

    def __init__(self, client: aiohttp.ClientSession, url: str, name: str, secret: str) -> None:
        self._client = client
        self._url = url
        self._credentials = {"Authorization": aiohttp.encode_basic_auth(name, secret)}
        self._token = ""
        self._ends_at = 0.0

    async def value(self) -> str:
        if time.monotonic() >= self._ends_at - EARLY:
            async with self._client.post(
                self._url,
                data={"grant_type": "client_credentials"},
                headers=self._credentials,
                raise_for_status=True,
            ) as answer:
                granted = Granted.model_validate_json(await answer.read())
            self._token = granted.access_token
            self._ends_at = time.monotonic() + granted.expires_in
        return self._token

    def refused(self) -> None:
        """It does not work any more, whatever its end was to be."""
        self._ends_at = 0.0


class Client:
    def __init__(self, session: aiohttp.ClientSession, token: AccessToken) -> None:
        self._session = session
        self._token = token

    async def ask(
        self, method: str, url: str, expected: AbstractSet[HTTPStatus], **what: Any
    ) -> tuple[int, bytes]:
        """Status and body; any failure but the expected ones is raised as aiohttp's.

        A token that is refused is asked for anew, once.
        """
        known = expected | {HTTPStatus.UNAUTHORIZED}
        status, body = await self._ask(method, url, known, **what)
        if status == HTTPStatus.UNAUTHORIZED:
            self._token.refused()
            return await self._ask(method, url, expected, **what)
        return status, body

    async def _ask(
        self, method: str, url: str, expected: AbstractSet[HTTPStatus], **what: Any
    ) -> tuple[int, bytes]:
        headers = {"Authorization": f"Bearer {await self._token.value()}"}
        async with self._session.request(method, url, headers=headers, **what) as answer:
            if answer.status not in expected:
                answer.raise_for_status()
            return answer.status, await answer.read()


@asynccontextmanager
async def client_of(settings: Settings) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        secret = settings.client_secret.get_secret_value()
        token = AccessToken(session, settings.token_url, settings.client_id, secret)
        yield Client(session, token)
