"""A client over HTTP as it should be: it asks again, under the same key, until it is answered."""

import asyncio
import random
from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx
from local_runtime.environment import Places

ANSWER_WITHIN = 5.0  # seconds; then it asks again, while the first request may still be under way
LONGEST_PAUSE = 1.0  # seconds
LATER = {
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
}
TOKEN_LASTS = 24 * 60 * 60  # seconds


class RefusedError(Exception):
    """A good request was answered with a no."""


class Client:
    def __init__(self, places: Places, errors: list[str]) -> None:
        """`errors`: gets every answer that is never to be given."""
        self._places = places
        self._errors = errors
        self._http = httpx.AsyncClient(timeout=ANSWER_WITHIN)
        self._tokens: dict[tuple[str, UUID | None], str] = {}
        self._fetching = asyncio.Lock()

    async def close(self) -> None:
        await self._http.aclose()

    async def ask(
        self,
        service: str,
        method: str,
        path: str,
        body: object = None,
        *,
        role: str | None = None,
        organisation_id: UUID | None = None,
        key: str | None = None,
    ) -> httpx.Response:
        """The first answer that is not "later"; open to all when no role is named."""
        headers = {} if key is None else {"Idempotency-Key": key}
        if role is not None:
            headers["Authorization"] = f"Bearer {await self._token(role, organisation_id)}"
        url = f"{self._places.http(service)}/v1{path}"
        pause = 0.05
        while True:
            answer = await self._try(method, url, body, headers)
            if answer is not None and answer.status_code not in LATER:
                return answer
            await asyncio.sleep(pause * random.uniform(0.5, 1))
            pause = min(2 * pause, LONGEST_PAUSE)

    async def must(
        self, service: str, method: str, path: str, body: object = None, **who: Any
    ) -> Any:
        """The content of an answer that has to be a good one."""
        answer = await self.ask(service, method, path, body, **who)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    async def arrived(self, path: str) -> list[dict[str, Any]]:
        """What the mailbox, or a receiver of webhooks, has."""
        answer = await self._http.get(f"{self._places.http('outside')}{path}", timeout=30)
        found: list[dict[str, Any]] = answer.raise_for_status().json()
        return found

    async def _try(
        self, method: str, url: str, body: object, headers: dict[str, str]
    ) -> httpx.Response | None:
        """None when there is no answer."""
        try:
            answer = await self._http.request(method, url, json=body, headers=headers)
        except httpx.TransportError:
            return None
        if answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR:
            self._errors.append(f"{method} {url}: {answer.status_code}")
        return answer

    async def _token(self, role: str, organisation_id: UUID | None) -> str:
        """One for each role: a key means the same command only to the same caller."""
        whose = role, organisation_id
        async with self._fetching:
            if whose not in self._tokens:
                self._tokens[whose] = await self._fetch_token(role, organisation_id)
            return self._tokens[whose]

    async def _fetch_token(self, role: str, organisation_id: UUID | None) -> str:
        wish: dict[str, Any] = {"roles": [role], "lifetime_seconds": TOKEN_LASTS}
        if organisation_id is not None:
            wish |= {"organisation_id": str(organisation_id), "municipalities": ["GM1963"]}
        url = f"{self._places.http('outside')}/tokens"
        answer = (await self._http.post(url, json=wish, timeout=30)).raise_for_status()
        token: str = answer.json()["access_token"]
        return token
