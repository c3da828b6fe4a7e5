from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from chassis.http.middleware import SECURITY_HEADERS
from front import client, front
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from toy_app import make_toy_tables

POT = {"name": "a", "amount": 1}
COUNT = text("SELECT count(*) FROM pots")


@pytest.fixture
async def outside() -> AsyncIterator[httpx.AsyncClient]:
    async with client() as outside:
        yield outside


async def test_the_work_is_committed_before_the_answer_leaves(toy_database: str) -> None:
    engine = create_async_engine(toy_database)
    kept_when_answered: list[int] = []

    async def watch(app: Any, scope: Any, receive: Any, send: Any) -> None:
        async def watched(message: Any) -> None:
            if message["type"] == "http.response.start":
                async with engine.connect() as db:
                    kept_when_answered.append((await db.execute(COUNT)).scalar_one())
            await send(message)

        await app(scope, receive, watched)

    async with front(toy_database) as running:
        transport = httpx.ASGITransport(lambda *asgi: watch(running.app, *asgi))
        async with httpx.AsyncClient(transport=transport, base_url="https://test") as outside:
            answer = await outside.post("/v1/pots", json=POT)
    await engine.dispose()
    assert answer.status_code == 201
    assert kept_when_answered == [1]


async def test_work_that_cannot_be_committed_is_no_success(fresh_database: str) -> None:
    await make_toy_tables(fresh_database)
    engine = create_async_engine(fresh_database)
    async with engine.begin() as db:
        await db.execute(text("ALTER TABLE pots DROP CONSTRAINT pots_pkey"))
        await db.execute(text("ALTER TABLE pots ADD UNIQUE (pot) DEFERRABLE INITIALLY DEFERRED"))
    async with client(fresh_database) as outside:
        answers = [await outside.post("/v1/pots", json=POT) for _ in range(2)]
    async with engine.connect() as db:
        kept = (await db.execute(COUNT)).scalar_one()
    await engine.dispose()
    assert [answer.status_code for answer in answers] == [201, 409]
    assert kept == 1


@pytest.mark.parametrize(
    "path", ["/v1/pots", "/v1/nowhere", "/v1/mine", "/v1/broken", "/health/live", "/metrics"]
)
async def test_every_answer_has_the_version_and_the_security_headers(
    outside: httpx.AsyncClient, path: str
) -> None:
    headers = (await outside.get(path)).headers
    assert headers["API-Version"] == "1.2.3"
    assert {name: headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS


async def test_a_body_may_be_as_large_as_the_limit_and_no_larger() -> None:
    json = {"Content-Type": "application/json"}
    async with client(request_limit_bytes=100) as outside:
        fits = await outside.post(
            "/v1/checks", content=b" " * 73 + b'{"name": "a", "amount": 1 }', headers=json
        )
        exceeds = await outside.post("/v1/checks", content=b" " * 101, headers=json)
    assert fits.status_code == 200
    assert exceeds.status_code == 413
    assert exceeds.headers["content-type"] == "application/problem+json"


async def test_a_body_of_unknown_length_is_counted_as_it_comes() -> None:
    sent = []

    async def endless() -> AsyncIterator[bytes]:
        for number in range(1_000):
            sent.append(number)
            yield b" " * 50

    async with client(request_limit_bytes=100) as outside:
        answer = await outside.post(
            "/v1/checks", content=endless(), headers={"Content-Type": "application/json"}
        )
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(sent) == 3


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/xml", "application/json-seq", "", "x/\xff"]
)
async def test_a_body_that_is_not_said_to_be_json_is_refused(
    outside: httpx.AsyncClient, media_type: str
) -> None:
    headers = {b"Content-Type": media_type.encode("latin-1")} if media_type else {}
    answer = await outside.post("/v1/checks", content=b"{}", headers=headers)
    assert answer.status_code == 415
    assert answer.headers["content-type"] == "application/problem+json"


async def test_json_may_name_its_character_set(outside: httpx.AsyncClient) -> None:
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    answer = await outside.post("/v1/checks", content=b'{"name":"a","amount":1}', headers=headers)
    assert answer.status_code == 200


async def test_only_named_web_pages_may_call() -> None:
    origin = {"Origin": "https://loket.example"}
    async with client(allowed_origins=["https://loket.example"]) as outside:
        named = await outside.get("/v1/pots", headers=origin)
        other = await outside.get("/v1/pots", headers={"Origin": "https://elders.example"})
    assert named.headers["access-control-allow-origin"] == "https://loket.example"
    assert "access-control-allow-origin" not in other.headers


async def test_who_asks_too_often_waits(caplog: pytest.LogCaptureFixture) -> None:
    async with client(form_rate="2/minute") as outside:
        answers = [await outside.post("/v1/form") for _ in range(3)]
        elsewhere = await outside.get("/v1/pots")
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["retry-after"]) <= 60
    assert elsewhere.status_code == 200
    assert "127.0.0.1" not in caplog.text


async def test_an_ipv6_client_does_not_get_more_by_changing_its_address() -> None:
    async with front(form_rate="1/minute") as running:

        async def ask(address: str) -> int:
            transport = httpx.ASGITransport(running.app, client=(address, 1))
            async with httpx.AsyncClient(transport=transport, base_url="https://test") as outside:
                return (await outside.post("/v1/form")).status_code

        statuses = [await ask(address) for address in ("2001:db8::1", "2001:db8::2", "2001:db9::1")]
    assert statuses == [200, 429, 200]
