from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from outside.settings import Settings


async def received(outside: httpx.AsyncClient, name: str, **query: str) -> list[dict[str, Any]]:
    answer = await outside.get(f"/webhooks/{name}/received", params=query)
    arrivals: list[dict[str, Any]] = answer.json()
    return arrivals


async def test_a_webhook_is_kept_as_it_came(outside: httpx.AsyncClient) -> None:
    body = '{"id":  "1",\n "naam": "coördinatie"}'
    answer = await outside.post(
        "/webhooks/partner", content=body, headers={"Webhook-Signature": "v1,abc"}
    )
    assert answer.status_code == 204
    (arrival,) = await received(outside, "partner")
    assert (arrival["body"], arrival["answered"]) == (body, 204)
    assert arrival["headers"]["webhook-signature"] == "v1,abc"


async def test_whoever_asks_may_deliver(outside: httpx.AsyncClient) -> None:
    answer = await outside.options(
        "/webhooks/partner",
        headers={"WebHook-Request-Origin": "sportloket.example", "WebHook-Request-Rate": "120"},
    )
    assert answer.status_code == 200
    assert answer.headers["webhook-allowed-origin"] == "sportloket.example"
    assert answer.headers["webhook-allowed-rate"] == "*"


async def test_each_name_has_its_own_webhooks(outside: httpx.AsyncClient) -> None:
    await outside.post("/webhooks/first", content="1")
    await outside.post("/webhooks/second", content="2")
    assert [arrival["body"] for arrival in await received(outside, "second")] == ["2"]


async def test_webhooks_since_a_moment(outside: httpx.AsyncClient) -> None:
    await outside.post("/webhooks/partner", content="before")
    moment = datetime.now(UTC).isoformat()
    await outside.post("/webhooks/partner", content="after")
    found = await received(outside, "partner", since=moment)
    assert [arrival["body"] for arrival in found] == ["after"]


async def test_the_newest_are_kept(outside: httpx.AsyncClient, settings: Settings) -> None:
    for number in range(settings.kept + 1):
        await outside.post("/webhooks/partner", content=str(number))
    assert [arrival["body"] for arrival in await received(outside, "partner")] == ["1", "2", "3"]


async def test_so_many_webhooks_as_told_are_answered_otherwise(outside: httpx.AsyncClient) -> None:
    behaviour = {"answer": 429, "times": 1, "retry_after": 7}
    await outside.post("/webhooks/partner/behaviour", json=behaviour)
    busy = await outside.post("/webhooks/partner", content="1")
    assert (busy.status_code, busy.headers["retry-after"]) == (429, "7")
    assert (await outside.post("/webhooks/partner", content="1")).status_code == 204
    assert [arrival["answered"] for arrival in await received(outside, "partner")] == [429, 204]


async def test_a_delayed_webhook_is_kept_before_it_is_answered(outside: httpx.AsyncClient) -> None:
    await outside.post("/webhooks/slow/behaviour", json={"delay_seconds": 2})
    with pytest.raises(httpx.ReadTimeout):
        await outside.post("/webhooks/slow", content="1", timeout=1)
    assert len(await received(outside, "slow")) == 1
