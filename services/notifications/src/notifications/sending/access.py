"""This service's own token, asked for when the former one is about to end (RFC 6749, 4.4)."""

import time

import aiohttp
from pydantic import BaseModel

EARLY = 30.0
"""Seconds before its end that a token is renewed."""


class Granted(BaseModel):
    access_token: str
    expires_in: float = 0


class AccessToken:
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
