"""Processes are killed while clocks ring: each clock rings once."""

import asyncio
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import uuid4

from chassis.work.clocks import Clock

from .tallying import Place, first_of_each

HOURS = [1.0, 2.0, 3.0]  # seconds from now, at each of which many are due at once
CLOCKS = 500
KILLED_WITHIN = 0.4  # seconds after that


async def test_each_clock_rings_once_though_processes_are_killed_meanwhile(
    tallied: Place, seed: int
) -> None:
    chance, now = Random(seed), datetime.now(UTC)
    due = [now + timedelta(seconds=hour) for hour in HOURS]
    clocks = [Clock("a clock", uuid4(), at) for at in due for _ in range(CLOCKS)]
    async with tallied.app.begin() as work:
        await work.clocks.start(clocks)
    for _ in range(3):
        tallied.forks.start("clocks", "relay")
    for at in due:
        wait = (at - datetime.now(UTC)).total_seconds() + chance.uniform(0, KILLED_WITHIN)
        await asyncio.sleep(wait)
        await tallied.forks.kill(chance.choice(tallied.forks.running))
        tallied.forks.start("clocks", "relay")
    await tallied.until(lambda: len(rung(tallied)) >= len(clocks))
    assert sorted(rung(tallied)) == sorted(str(clock.subject) for clock in clocks)
    assert await tallied.count("SELECT count(*) FROM clocks") == 0


def rung(place: Place) -> list[str]:
    """The clocks that rang, as often as they did."""
    return [
        record.event.data["clock_id"]
        for record in first_of_each(place.witness.records)
        if record.event and record.event.data and record.topic == place.tally.rang.topic
    ]
