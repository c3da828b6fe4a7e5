"""A command that comes twice is done once, and both senders hear the same."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from chassis.process.testing import Running
from front import front
from sqlalchemy import text

POT = {"name": "a", "amount": 1}
KEY = {"Idempotency-Key": "4f1f7c1e"}


@pytest.fixture
async def running(toy_database: str) -> AsyncIterator[Running]:
    async with front(toy_database) as running:
        yield running


async def pots(running: Running) -> int:
    async with running.begin() as work:
        return int((await work.db.execute(text("SELECT count(*) FROM pots"))).scalar_one())


async def test_the_answer_is_given_again_and_the_work_is_not_done_again(running: Running) -> None:
    first = await running.client.post("/v1/pots", json=POT, headers=KEY)
    again = await running.client.post("/v1/pots", json=POT, headers=KEY)
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert first.status_code == 201
    assert again.headers["content-type"] == "application/json"
    assert await pots(running) == 1


async def test_of_two_at_once_one_is_done(running: Running) -> None:
    answers = await asyncio.gather(
        *(running.client.post("/v1/pots", json=POT, headers=KEY) for _ in range(4))
    )
    assert {answer.status_code for answer in answers} == {201}
    assert await pots(running) == 1


async def test_a_key_stands_for_one_command(running: Running) -> None:
    await running.client.post("/v1/pots", json=POT, headers=KEY)
    other = await running.client.post("/v1/pots", json={**POT, "amount": 2}, headers=KEY)
    assert other.status_code == 409
    assert other.json()["type"] == "urn:sportloket:problem:idempotency-key-used"
    assert await pots(running) == 1


async def test_a_command_that_failed_may_be_sent_again(running: Running) -> None:
    wrong = await running.client.post("/v1/pots", json={"name": "a"}, headers=KEY)
    right = await running.client.post("/v1/pots", json=POT, headers=KEY)
    assert (wrong.status_code, right.status_code) == (400, 201)


async def test_a_key_that_is_none_is_refused(running: Running) -> None:
    answer = await running.client.post("/v1/pots", json=POT, headers={"Idempotency-Key": "x" * 256})
    assert answer.status_code == 400
    assert await pots(running) == 0


async def test_an_answer_is_kept_unreadable(running: Running) -> None:
    await running.client.post("/v1/pots", json={**POT, "name": "canary"}, headers=KEY)
    async with running.begin() as work:
        [kept] = (await work.db.execute(text("SELECT * FROM idempotency_keys"))).all()
    assert b"canary" not in kept.body
    assert KEY["Idempotency-Key"] not in str(kept)
