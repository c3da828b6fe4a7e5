"""Where a limit of the chassis lies: at, just under and just over."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from chassis.http.problems import BadRequest
from chassis.http.versions import if_match
from chassis.process import housekeeping
from chassis.process.testing import Running
from chassis.work.outbox import LARGEST_EVENT, EventTooLarge
from sqlalchemy import text
from toy import Toy

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
A_MOMENT = timedelta(microseconds=1)
SOON = 20.0  # seconds


@pytest.mark.parametrize(("more", "is_refused"), [(-1, False), (0, False), (1, True)])
async def test_an_event_is_as_large_as_intermediaries_forward_and_no_byte_larger(
    app: Running, toy: Toy, more: int, is_refused: bool
) -> None:
    app.now = NOW
    async with app.begin() as work:
        work.announce(toy.totalled(pot="", total=1, version=1))
        smallest = len(work.outbox.rows[0].value or b"")
    # The pot stands in it three times; the digits of the total make up for the rest.
    pot, digits = divmod(LARGEST_EVENT + more - smallest, 3)
    event = toy.totalled(pot="p" * pot, total=10**digits, version=1)
    if is_refused:
        with pytest.raises(EventTooLarge, match=f"{LARGEST_EVENT + 1} bytes"):
            async with app.begin() as work:
                work.announce(event)
    else:
        async with app.begin() as work:
            work.announce(event)
        assert len(work.outbox.rows[0].value or b"") == LARGEST_EVENT + more


KEEP = """
    INSERT INTO inbox (event_id, source, received_at) VALUES (:id, 'urn:test', :inbox);
    INSERT INTO announced (event_id, sequence, topic, value, announced_at)
        VALUES (:id, 1, 'a topic', '', :inbox);
    INSERT INTO idempotency_keys (id, digest, taken_at) VALUES (:id, '', :keys)
"""


async def test_what_is_as_old_as_it_is_kept_stays_and_what_is_older_is_forgotten(
    app: Running,
) -> None:
    app.now = NOW
    days, week = timedelta(days=120), timedelta(days=7)
    async with app.begin() as work:
        for name, older in (("at", timedelta(0)), ("over", A_MOMENT), ("under", -A_MOMENT)):
            ages = {"id": name, "inbox": NOW - days - older, "keys": NOW - week - older}
            for statement in KEEP.split(";"):
                await work.db.execute(text(statement), ages)
    tidying = asyncio.ensure_future(housekeeping.run(app.runtime))
    async with asyncio.timeout(SOON):
        while "over" in await kept(app, "idempotency_keys", "id"):  # noqa: ASYNC110 # housekeeping signals nothing
            await asyncio.sleep(0.05)
    tidying.cancel()
    with suppress(asyncio.CancelledError):
        await tidying
    for table, name in (
        ("inbox", "event_id"),
        ("announced", "event_id"),
        ("idempotency_keys", "id"),
    ):
        assert await kept(app, table, name) == {"at", "under"}, table


async def kept(app: Running, table: str, name: str) -> set[str]:
    async with app.begin() as work:
        rows = await work.db.execute(text(f"SELECT {name} AS name FROM {table}"))  # noqa: S608 # a table of this test
        return {row.name for row in rows}


@pytest.mark.parametrize(("version", "known"), [('"0"', 0), ('"999999999"', 999_999_999)])
def test_a_version_of_nine_digits_is_one(version: str, known: int) -> None:
    assert if_match(version) == known


def test_a_version_of_ten_digits_is_refused() -> None:
    with pytest.raises(BadRequest):
        if_match('"1000000000"')
