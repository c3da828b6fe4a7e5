"""The public keys of the token issuer, as published at its JWKS address."""

import asyncio
import time
from collections.abc import Callable, Mapping

import httpx
from jwt import PyJWK, PyJWKSet
from jwt.exceptions import PyJWTError

from chassis.http.problems import Unavailable

TIMEOUT = httpx.Timeout(5.0, connect=2.0)
RENEW_AFTER = 3600.0
"""Seconds after which keys are asked for again, so that withdrawn ones stop counting."""
UNKNOWN_AFTER = 30.0
"""Seconds between two questions because of a key that is not there."""
FAILED_AFTER = 1.0


class KeySet:
    """Asks for the keys when they are first needed, old, or lack the one that a token names."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._url = url
        self._clock = clock
        self._keys: Mapping[str | None, PyJWK] = {}
        self._asked_at: float | None = None
        self._failed = False
        self._asking = asyncio.Lock()

    async def find(self, key_id: str) -> PyJWK | None:
        """None when the issuer has no such key; `Unavailable` when it cannot be asked."""
        if key_id not in self._keys or self._older_than(RENEW_AFTER):
            async with self._asking:
                if self._may_ask(key_id):
                    await self._ask()
        found = self._keys.get(key_id)
        if found is None and self._failed:
            raise Unavailable(
                "tokens-unchecked",
                "Aanmelden lukt nu even niet.",
                "Probeer het over een halve minuut opnieuw.",
                headers={"Retry-After": "30"},
            )
        return found

    def _may_ask(self, key_id: str) -> bool:
        if self._failed:
            return self._older_than(FAILED_AFTER)
        return self._older_than(UNKNOWN_AFTER if key_id not in self._keys else RENEW_AFTER)

    def _older_than(self, seconds: float) -> bool:
        return self._asked_at is None or self._clock() - self._asked_at >= seconds

    async def _ask(self) -> None:
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT) as client:
                response = (await client.get(self._url)).raise_for_status()
            keys = PyJWKSet.from_dict(response.json()).keys
        except (httpx.HTTPError, ValueError, PyJWTError):
            self._failed = True
        else:
            self._keys, self._failed = {key.key_id: key for key in keys}, False
        finally:
            self._asked_at = self._clock()
