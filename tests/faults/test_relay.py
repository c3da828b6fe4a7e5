"""Relays are killed at any moment: everything arrives, in order per key."""

import asyncio
from random import Random

from sqlalchemy import text

from .tallying import Place

KILLS = 25
BUMP = text("""
    INSERT INTO pots (pot, version) VALUES (:pot, 1)
    ON CONFLICT (pot) DO UPDATE SET version = pots.version + 1
    RETURNING version
""")


async def announce(place: Place, chance: Random, enough: asyncio.Event) -> None:
    """One after the other, some of them slowly: others overtake them, but not within a pot."""
    while not enough.is_set():
        pot = f"pot {chance.randrange(10)}"
        async with place.app.begin() as work:
            version = (await work.db.execute(BUMP, {"pot": pot})).scalar_one()
            work.announce(place.tally.counted(pot=pot, version=version))
            if chance.random() < 0.05:
                await asyncio.sleep(0.03)


async def everything_arrives_in_order(place: Place) -> None:
    async with place.app.begin() as work:
        rows = await work.db.execute(text("SELECT pot, version FROM pots"))
        announced = {row.pot: list(range(1, row.version + 1)) for row in rows}
    await place.until(lambda: sum(map(len, place.versions().values())) >= _total(announced))
    assert place.versions() == announced


async def test_a_relay_may_be_killed_at_any_moment(tallied: Place, seed: int) -> None:
    chance, enough = Random(seed), asyncio.Event()
    writers = [asyncio.create_task(announce(tallied, chance, enough)) for _ in range(4)]
    for _ in range(KILLS):
        relay = tallied.forks.start("relay")
        await asyncio.sleep(chance.uniform(0.1, 0.5))
        await tallied.forks.kill(relay)
    enough.set()
    await asyncio.gather(*writers)
    tallied.forks.start("relay")
    await everything_arrives_in_order(tallied)


async def test_of_several_relays_any_may_be_killed_at_any_moment(tallied: Place, seed: int) -> None:
    chance, enough = Random(seed), asyncio.Event()
    writers = [asyncio.create_task(announce(tallied, chance, enough)) for _ in range(4)]
    for _ in range(3):
        tallied.forks.start("relay")
    for _ in range(KILLS // 2):
        await asyncio.sleep(chance.uniform(0.1, 0.5))
        await tallied.forks.kill(chance.choice(tallied.forks.running))
        tallied.forks.start("relay")
    enough.set()
    await asyncio.gather(*writers)
    await everything_arrives_in_order(tallied)


def _total(announced: dict[str, list[int]]) -> int:
    return sum(map(len, announced.values()))
