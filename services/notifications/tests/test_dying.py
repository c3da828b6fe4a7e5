"""Whatever dies, nothing is lost, and nothing comes twice but what was on the wire."""

import asyncio
import json
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from chassis.process.testing import Running, running_as_it_is
from local_runtime.ports import free_port
from notifications.service import service
from sqlalchemy import text

from . import story
from .conftest import sending, told
from .outside_world import Outside, Subscriber, until

MOST_ON_THE_WIRE = 32

TERMINATE = text("""
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
""")


async def arrivals(outside: Outside, number: int = 0) -> Counter[str]:
    """How often each webhook came, when at least so many came."""

    async def so_far() -> Counter[str] | None:
        found = Counter(one["headers"]["webhook-id"] for one in await outside.webhooks())
        return found if found.total() >= number else None

    return await until(so_far)


async def all_sent(subscriber: Subscriber, number: int) -> set[str]:
    """The ids of so many deliveries."""
    return {one["id"] for one in await subscriber.until(*["sent"] * number)}


@asynccontextmanager
async def process(app: Running, outside: Outside) -> AsyncIterator[asyncio.subprocess.Process]:
    """The sender in a process of its own, which does not outlive the block."""
    environment = told(outside) | {
        "database_url": app.runtime.settings.database_url.get_secret_value(),
        "kafka": "nowhere:9092",
        "jwks_url": "http://nowhere.invalid/jwks",
        "token_issuer": "nobody",
        "token_audience": "nobody",
        "http_port": free_port(),
    }
    written = {name: v if isinstance(v, str) else json.dumps(v) for name, v in environment.items()}
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "notifications", "run", "sender"),
        env={**os.environ, **{f"NOTIFICATIONS_{name.upper()}": v for name, v in written.items()}},
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        yield child
    finally:
        if child.returncode is None:
            child.kill()
        await child.wait()


async def test_after_a_kill_only_what_was_on_the_wire_comes_again(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    subscriber = await Subscriber.to(app, coordinator, outside.url())
    await app.hear(*story.questions(200))
    async with process(app, outside) as child:
        await arrivals(outside, 50)
        child.kill()
        await child.wait()
    async with sending(app):
        ids = await all_sent(subscriber, 200)
    came = await arrivals(outside)
    assert came.keys() == ids
    assert came.total() - len(ids) <= MOST_ON_THE_WIRE
    assert max(came.values()) <= 2


async def test_who_is_asked_to_stop_leaves_nothing_on_the_wire(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    subscriber = await Subscriber.to(app, coordinator, outside.url())
    await app.hear(*story.questions(200))
    async with process(app, outside) as child:
        await arrivals(outside, 50)
        child.terminate()
        await child.wait()
    async with sending(app):
        ids = await all_sent(subscriber, 200)
    assert await arrivals(outside) == Counter(ids)


async def test_connections_to_the_database_that_break_cost_nothing(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    subscriber = await Subscriber.to(app, coordinator, outside.url())
    await app.hear(*story.questions(200))
    async with sending(app):
        for number in (20, 70, 120):
            await arrivals(outside, number)
            async with app.begin() as work:
                await work.db.execute(TERMINATE)
        ids = await all_sent(subscriber, 200)
    assert await arrivals(outside) == Counter(ids)


async def test_of_two_senders_one_sends_and_the_other_takes_over(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    subscriber = await Subscriber.to(app, coordinator, outside.url())
    url = app.runtime.settings.database_url.get_secret_value()
    async with running_as_it_is(service, url, **told(outside)) as other, sending(other):
        async with sending(app):
            await app.hear(*story.questions(50))
            await all_sent(subscriber, 50)
        await app.hear(*story.questions(50))
        ids = await all_sent(subscriber, 100)
    assert await arrivals(outside) == Counter(ids)
