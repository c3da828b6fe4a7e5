"""One line of 10,000.00 euro and everybody at once, on real PostgreSQL: exact to the cent."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from uuid import UUID

import httpx
import pytest
from chassis.process.testing import Running, published, running_as_it_is
from contracts.budgets import AllotmentRequested, BudgetFact
from contracts.catalogue import EVENTS
from contracts.envelope import CloudEvent
from contracts.funding import FundingApproved, FundingRejected
from funding.service import service
from sqlalchemy.ext.asyncio import AsyncEngine

from .desk import Desk

CEILING = 10_000_00
DECIDERS, EACH, APPLICANTS, BATCH = 8, 3, 32, 8


@pytest.fixture
async def processes(engine: AsyncEngine) -> AsyncIterator[list[Running]]:
    """Two of the service, with five connections each."""
    database = engine.url.render_as_string(hide_password=False)
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(running_as_it_is(service, database)) for _ in range(2)
        ]


async def decide(desk: Desk, waiting: list[tuple[UUID, int]]) -> list[httpx.Response]:
    """As one member of the core team does: one after the other."""
    return [
        await desk.step(application_id, "decide", awarded_cents=cents)
        for application_id, cents in waiting
    ]


async def allot(app: Running, requests: list[CloudEvent]) -> None:
    for start in range(0, len(requests), BATCH):
        await app.hear(*requests[start : start + BATCH])


@pytest.mark.parametrize("when_short", ["nothing", "the_rest"])
async def test_the_books_are_exact_whatever_happens_at_once(
    processes: list[Running], when_short: str
) -> None:
    first, second = (Desk(app) for app in processes)
    chance = random.Random(16)
    line_id = await first.line(CEILING, when_short=when_short)
    waiting: list[list[tuple[UUID, int]]] = [[] for _ in range(DECIDERS)]
    for place in range(DECIDERS * EACH):
        cents = chance.randint(1_000_01, 1_400_00)
        application_id = await first.apply(line_id, cents)
        await first.steps(application_id, "check", "admit")
        waiting[place % DECIDERS].append((application_id, cents // 4))
    for _ in range(APPLICANTS):
        await first.apply(line_id, chance.randint(100_00, 500_00))
    asked = await first.app.announced_of(AllotmentRequested)
    requests = [published(one) for one in asked]

    answers, *_ = await asyncio.gather(
        asyncio.gather(*(decide((first, second)[i % 2], mine) for i, mine in enumerate(waiting))),
        allot(first.app, requests),
        allot(second.app, requests),
    )

    await _check(first, line_id, [one for each in answers for one in each])
    rejected = {one.application_id for one in await first.app.announced_of(FundingRejected)}
    left = (await first.books(line_id))["available"]
    assert rejected
    assert all(one.requested_cents > left for one in asked if one.application_id in rejected)
    assert left == 0 or when_short == "nothing"

    before, said = await first.books(line_id), len(await first.app.announced())
    await allot(first.app, requests)
    await allot(second.app, [published(one) for one in asked])
    again = await asyncio.gather(*(decide(second, mine) for mine in waiting))
    assert {answer.status_code for each in again for answer in each} == {409}
    assert await first.books(line_id) == before
    assert len(await first.app.announced()) == said


async def _check(desk: Desk, line_id: UUID, answers: list[httpx.Response]) -> None:
    books = await desk.books(line_id)
    approved = await desk.app.announced_of(FundingApproved)
    assert books["available"] >= 0
    assert books["committed"] == sum(one.awarded_cents for one in approved)
    assert books["committed"] + books["available"] == CEILING
    assert len({one.application_id for one in approved}) == len(approved)
    for answer in answers:
        assert answer.status_code == 200 or answer.json()["type"].endswith("ceiling-reached")
    facts = [EVENTS[one.type].model_validate(one.data) for one in await desk.app.announced()]
    versions = [one.version for one in facts if isinstance(one, BudgetFact)]
    assert versions == list(range(1, len(versions) + 1))
