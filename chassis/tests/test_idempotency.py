"""A command that comes twice is done once, and both senders hear the same."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from chassis.process.testing import Running
from front import front
from sqlalchemy import text

POT = {"name": "a", "amount": 1}
KEY = {"Idempotency-Key": "4f1f7c1e"}
ADDITIONS = "/v1/pots/a/additions"


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
    headers = {**KEY, **running.token(subject="anna")}
    assert (await running.client.post(ADDITIONS, json=POT, headers=headers)).status_code == 201
    changed = {**POT, "amount": 2}
    other = await running.client.post(ADDITIONS, json=changed, headers=headers)
    assert other.status_code == 409
    assert other.json()["type"] == "urn:sportloket:problem:idempotency-key-used"
    assert await total(running) == 1


async def test_of_two_strangers_with_the_same_key_neither_hears_what_the_other_is_answered(
    running: Running,
) -> None:
    first = await running.client.post("/v1/pots", json=POT, headers=KEY)
    other = await running.client.post("/v1/pots", json={**POT, "name": "b"}, headers=KEY)
    assert (first.status_code, other.status_code) == (201, 201)
    assert first.json() != other.json()
    assert await pots(running) == 2


async def total(running: Running) -> int:
    """What all pots hold together."""
    async with running.begin() as work:
        return int((await work.db.execute(text("SELECT sum(total) FROM pots"))).scalar_one())


async def send(running: Running, method: str, path: str, caller: dict[str, str]) -> int:
    headers = {**KEY, **caller}
    return (await running.client.request(method, path, json=POT, headers=headers)).status_code


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"subject": "anna"}, {"subject": "bert"}),
        (
            {"subject": "anna", "organisation_id": UUID(int=1)},
            {"subject": "anna", "organisation_id": UUID(int=2)},
        ),
        ({"subject": "anna"}, None),
        (None, {"subject": "anna"}),
    ],
)
async def test_the_same_key_of_another_caller_is_another_command(
    running: Running, first: dict[str, Any] | None, second: dict[str, Any] | None
) -> None:
    for caller in (first, second):
        token = running.token(**caller) if caller else {}
        assert await send(running, "POST", ADDITIONS, token) == 201
    assert await total(running) == 2


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/pots/b/additions"),
        ("PUT", "/v1/pots/a/additions"),
        ("POST", "/v1/pots/a/additions?dryRun=true"),
    ],
)
async def test_the_same_key_at_another_address_or_with_another_method_is_another_command(
    running: Running, method: str, path: str
) -> None:
    anna = running.token(subject="anna")
    assert await send(running, "POST", ADDITIONS, anna) == 201
    assert await send(running, method, path, anna) == 201
    assert await total(running) == 2


@pytest.mark.parametrize("caller", [{}, {"subject": "anna"}])
async def test_the_same_command_of_the_same_caller_is_done_once(
    running: Running, caller: dict[str, Any]
) -> None:
    token = running.token(**caller) if caller else {}
    for _ in range(2):
        assert await send(running, "POST", ADDITIONS, token) == 201
    assert await total(running) == 1


async def test_the_same_body_under_another_key_is_another_command(running: Running) -> None:
    for key in ("the first", "the second"):
        headers = {"Idempotency-Key": key}
        assert (await running.client.post(ADDITIONS, json=POT, headers=headers)).status_code == 201
    assert await total(running) == 2


@pytest.mark.parametrize(("length", "status"), [(0, 400), (1, 201), (255, 201), (256, 400)])
async def test_a_key_of_1_to_255_characters_is_taken_and_no_other(
    running: Running, length: int, status: int
) -> None:
    answer = await running.client.post(
        "/v1/pots", json=POT, headers={"Idempotency-Key": "k" * length}
    )
    assert answer.status_code == status
    assert await pots(running) == (status == 201)


async def test_a_command_that_failed_may_be_sent_again(running: Running) -> None:
    wrong = await running.client.post("/v1/pots", json={"name": "a"}, headers=KEY)
    right = await running.client.post("/v1/pots", json=POT, headers=KEY)
    assert (wrong.status_code, right.status_code) == (400, 201)


async def test_an_answer_is_kept_unreadable(running: Running) -> None:
    await running.client.post("/v1/pots", json={**POT, "name": "canary"}, headers=KEY)
    async with running.begin() as work:
        [kept] = (await work.db.execute(text("SELECT * FROM idempotency_keys"))).all()
    assert b"canary" not in kept.body
    assert KEY["Idempotency-Key"] not in str(kept)
