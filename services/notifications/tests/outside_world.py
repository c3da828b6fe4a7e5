"""What lies outside, as the tests look at it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import uuid4

import httpx
from chassis.process.testing import Running
from standardwebhooks import Webhook

PATIENCE = 60.0
T = TypeVar("T")


async def until(look: Callable[[], Awaitable[T | None]]) -> T:
    """What there is to see, when there is something."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if (seen := await look()) is not None:
                return seen
            await asyncio.sleep(0.02)


@dataclass
class Outside:
    client: httpx.AsyncClient
    address: str
    smtp_port: int
    vault: dict[str, dict[str, Any]]
    run: str = field(default_factory=lambda: uuid4().hex)

    def url(self, name: str = "partner") -> str:
        """A receiver that no other test has."""
        return f"{self.address}/webhooks/{self.run}-{name}"

    async def webhooks(self, number: int = 0, name: str = "partner") -> list[dict[str, Any]]:
        """Those that came, when there are at least so many."""
        return await self._at_least(number, lambda: self.client.get(f"{self.url(name)}/received"))

    async def mails(self, number: int = 0) -> list[dict[str, Any]]:
        return await self._at_least(number, lambda: self.client.get("/mails"))

    async def answers(self, name: str = "partner", **behaviour: Any) -> None:
        await self.client.post(f"{self.url(name)}/behaviour", json=behaviour)

    async def refuses_mail(self, **behaviour: Any) -> None:
        await self.client.post("/mails/behaviour", json=behaviour)

    async def forget_mails(self) -> None:
        await self.client.delete("/mails")
        await self.refuses_mail()

    async def _at_least(
        self, number: int, ask: Callable[[], Awaitable[httpx.Response]]
    ) -> list[dict[str, Any]]:
        async def enough() -> list[dict[str, Any]] | None:
            found: list[dict[str, Any]] = (await ask()).json()
            return found if len(found) >= number else None

        return await until(enough)


@dataclass
class Subscriber:
    """Somebody with a subscription, and the tools to look after it."""

    app: Running
    token: dict[str, str]
    id: str
    secret: str

    @classmethod
    async def to(cls, app: Running, token: dict[str, str], url: str, **wish: Any) -> "Subscriber":
        made = await app.client.post("/v1/subscriptions", json={"url": url, **wish}, headers=token)
        assert made.status_code == 201, made.text
        return cls(app, token, made.json()["id"], made.json()["secret"])

    async def get(self, path: str = "", **query: Any) -> Any:
        answer = await self.app.client.get(
            f"/v1/subscriptions/{self.id}{path}", params=query, headers=self.token
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, path: str) -> httpx.Response:
        return await self.app.client.post(f"/v1/subscriptions/{self.id}{path}", headers=self.token)

    async def deliveries(self, **query: Any) -> list[dict[str, Any]]:
        """Oldest first."""
        found: list[dict[str, Any]] = (await self.get("/deliveries", **query))["deliveries"]
        return found[::-1]

    async def until(self, *states: str) -> list[dict[str, Any]]:
        """The deliveries, when they are in these states, oldest first."""

        async def so_far() -> list[dict[str, Any]] | None:
            found = await self.deliveries(limit=500)
            return found if [one["state"] for one in found] == list(states) else None

        return await until(so_far)

    def verify(self, webhook: dict[str, Any]) -> Any:
        """The event in it; raises when the signature is not ours."""
        return Webhook(self.secret).verify(webhook["body"], webhook["headers"])


async def log(app: Running, means: str, state: str) -> list[dict[str, Any]]:
    query: dict[str, Any] = {"means": means, "state": state, "limit": 500}
    answer = await app.client.get(
        "/v1/notifications", params=query, headers=app.token("administrator")
    )
    found: list[dict[str, Any]] = answer.json()["notifications"]
    return found


async def books(app: Running, entry: str) -> None:
    """Until the books say this, such as "mail sent 2"."""
    means, state, number = entry.split()

    async def so_far() -> bool | None:
        return len(await log(app, means, state)) == int(number) or None

    await until(so_far)
