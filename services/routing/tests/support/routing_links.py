"""Links to reply by, and the pages behind them, as tests use them."""

import re
from typing import Any
from uuid import UUID

import httpx
from chassis.process.testing import Running
from routing_people import NAME
from sqlalchemy import text

ACCEPTED = {"step": "accept", "kind": "person", "name": NAME}
DECLINED = {"step": "decline", "reason": "no_capacity"}


async def link_to(app: Running, handover: UUID, **wish: Any) -> httpx.Response:
    """As notifications asks for it."""
    path = f"/v1/handovers/{handover}/reply-links"
    body = {"purpose": "notification", **wish}
    return await app.client.post(path, json=body, headers=app.token("service"))


async def path_of(app: Running, handover: UUID) -> str:
    answer = await link_to(app, handover)
    assert answer.status_code == 201, answer.text
    return httpx.URL(answer.json()["url"]).path


async def reply(app: Running, path: str, filled: dict[str, str]) -> httpx.Response:
    return await app.client.post(path, data=filled)


def next_path(page: httpx.Response) -> str:
    found = re.search(r'href="([^"]+)"', page.text)
    assert found is not None
    return httpx.URL(found[1]).path


def offered(page: httpx.Response) -> list[str]:
    return re.findall(r'name="step" value="([a-z_]+)"', page.text)


async def said_types(app: Running) -> list[str]:
    return [one.type.split(".")[2] for one in await app.announced()]


async def everything(app: Running) -> list[Any]:
    """What was kept of handovers, steps, links and what is to be announced."""
    tables = ("handovers", "handover_steps", "used_reply_links", "vault", "clocks", "outbox")
    async with app.begin() as work:
        return [
            (await work.db.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2"))).all()  # noqa: S608
            for table in tables
        ]
