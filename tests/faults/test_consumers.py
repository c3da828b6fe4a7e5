"""Consumers come, go, are killed and meet poison: everything counts once, in order per key."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from uuid import uuid4

import pytest
from aiokafka import ConsumerRecord
from chassis.kafka import replay as replaying
from chassis.process.testing import published, record
from contracts.envelope import encode

from .asking import HEADERS
from .poison import Dose, doses
from .tally import UNLUCKY
from .tallying import Place

REBALANCES = 4


@dataclass
class Puts:
    """Everything twice, sometimes much later than the first time."""

    place: Place
    chance: Random
    counted: Counter[str] = field(default_factory=Counter)

    async def keep_putting(self, enough: asyncio.Event) -> None:
        while not enough.is_set():
            await asyncio.gather(*(self._put(self._any_pot()) for _ in range(20)))
            await asyncio.sleep(0.02)

    async def put_last(self) -> None:
        """At the end of every partition: when these are counted, so is everything before."""
        await asyncio.gather(*(self._put(f"last {number}") for number in range(40)))

    def _any_pot(self) -> str:
        return f"pot {self.chance.randrange(30)}"

    async def _put(self, pot: str) -> None:
        self.counted[pot] += 1
        value = encode(published(self.place.tally.put(pot=pot, number=1), "urn:test"))
        for _ in range(2):
            topic = self.place.tally.put.topic
            await self.place.publisher.send(topic, pot.encode(), value, HEADERS)
            await asyncio.sleep(self.chance.choice([0, 0, 0.3]))


async def everything_counts_once(place: Place, puts: Puts) -> None:
    await puts.put_last()
    expected = {pot: list(range(1, times + 1)) for pot, times in puts.counted.items()}
    await place.until(lambda: expected.keys() == place.versions().keys())
    await place.until(lambda: sum(map(len, place.versions().values())) >= puts.counted.total())
    assert place.versions() == expected


async def test_processes_may_come_and_go_in_the_middle_of_a_batch(
    tallied: Place, seed: int
) -> None:
    chance, enough = Random(seed), asyncio.Event()
    puts = Puts(tallied, chance)
    putting = asyncio.create_task(puts.keep_putting(enough))
    tallied.forks.start("consumers", "relay")
    for _ in range(REBALANCES):
        guest = tallied.forks.start("consumers")
        await asyncio.sleep(chance.uniform(0.5, 1.0))
        await tallied.forks.stop(guest)
        await asyncio.sleep(chance.uniform(0, 0.3))
    guest = tallied.forks.start("consumers")
    await asyncio.sleep(1)
    await tallied.forks.kill(tallied.forks.running[0])
    tallied.forks.start("consumers", "relay")
    enough.set()
    await putting
    await everything_counts_once(tallied, puts)


GOOD = 4
"""Good records in a batch, beside the one that is poison."""


def batches(place: Place) -> Iterator[tuple[list[ConsumerRecord], bool]]:
    """Each dose of poison in each position of a batch; whether it is to be set aside."""
    unlucky = place.tally.put(pot="unlucky", number=UNLUCKY)
    every = [*doses(place.tally.put), Dose(encode(published(unlucky, "urn:test")))]
    for dose in every:
        for position in range(GOOD + 1):
            batch = [good(place, f"pot {number % 3}") for number in range(GOOD)]
            key = f"poison {uuid4()}".encode()
            topic = place.tally.put.topic
            batch.insert(position, record(topic, dose.value, key=key, headers=dose.headers))
            yield batch, not dose.passed_over


def good(place: Place, pot: str) -> ConsumerRecord:
    value = encode(published(place.tally.put(pot=pot, number=1), "urn:test"))
    return record(place.tally.put.topic, value, key=pot.encode())


async def test_poison_in_any_position_of_a_batch_is_set_aside_and_nothing_else(
    tallied: Place,
) -> None:
    aside = taken = 0
    for batch, is_poison in batches(tallied):
        await tallied.app.take(*batch)
        await tallied.app.take(*batch)
        aside, taken = aside + is_poison, taken + GOOD
    assert await tallied.count("SELECT count(*) FROM dead_letters") == aside
    assert (
        await tallied.count("SELECT count(*) FROM dead_letters WHERE key LIKE 'poison%'") == aside
    )
    assert await tallied.count("SELECT sum(version) FROM pots") == taken


@pytest.mark.parametrize("position", range(5))
async def test_what_comes_behind_poison_of_its_own_key_waits_until_that_is_dropped(
    tallied: Place, position: int
) -> None:
    topic, key = tallied.tally.put.topic, b"pot"
    batch = [good(tallied, "pot") for _ in range(4)]
    batch.insert(position, record(topic, b"no JSON", key=key))
    await tallied.app.take(*batch, good(tallied, "another"))
    assert await tallied.count("SELECT coalesce(sum(version), 0) FROM pots") == position + 1
    async with tallied.app.begin() as work:
        letters = await replaying.every(work.db)
        await replaying.drop(work.db, letters[0].id)
        await replaying.replay(letters[0].place, tallied.tally.service.reader, work)
    assert await tallied.count("SELECT sum(version) FROM pots") == 5
    said = await tallied.app.announced_of(tallied.tally.counted)
    assert [one.version for one in said if one.pot == "pot"] == [1, 2, 3, 4]
