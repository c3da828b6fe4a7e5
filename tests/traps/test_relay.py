"""The order of what is announced, whoever writes how fast, and a Kafka that does not answer."""

import asyncio
import random
from collections import defaultdict

import pytest
from aiokafka.partitioner import murmur2
from chassis.process.testing import Running, running_as_it_is
from sqlalchemy import text
from toy import Toy

from .delivering import background, heard, make_topics, relay

WRITERS, TURNS, POTS = 6, 40, 8

CLAIM = text("UPDATE pots SET version = version + 1 WHERE pot = :pot RETURNING version")


async def test_writers_of_every_speed_lose_nothing_and_keep_the_order_of_each_key(
    kafka: str, toy: Toy, toy_database: str
) -> None:
    """Trap 19: of five ways to read an outbox, the one that does both."""
    await make_topics(kafka, toy.totalled.topic, partitions=3)
    async with running_as_it_is(toy.service, toy_database) as app:
        async with app.begin() as work:
            pots = [{"pot": f"pot {number}"} for number in range(POTS)]
            await work.db.execute(text("INSERT INTO pots VALUES (:pot, 0, 0)"), pots)
        async with background(relay(app, kafka, toy_database).run()):
            await asyncio.gather(*(_write(app, toy, number) for number in range(WRITERS)))
            found = await heard(kafka, toy.totalled.topic, WRITERS * TURNS)
    versions = defaultdict(list)
    for pot, version in found:
        versions[pot].append(version)
    assert all(told == list(range(1, len(told) + 1)) for told in versions.values())
    assert sum(map(len, versions.values())) == WRITERS * TURNS


async def _write(app: Running, toy: Toy, number: int) -> None:
    """The first writer is slow; some write something else first, which gives them an early xid."""
    chance = random.Random(number)
    for _ in range(TURNS):
        async with app.begin() as work:
            if chance.random() < 0.5:
                elsewhere = "INSERT INTO inbox (event_id, source) VALUES (gen_random_uuid(), '')"
                await work.db.execute(text(elsewhere))
                await asyncio.sleep(chance.random() * 0.005)
            pot = f"pot {chance.randrange(POTS)}"
            version = (await work.db.execute(CLAIM, {"pot": pot})).scalar_one()
            work.announce(toy.totalled(pot=pot, total=0, version=version))
            await asyncio.sleep(0.05 if number == 0 else chance.random() * 0.01)


async def test_the_ids_of_the_outbox_are_given_out_one_by_one(app: Running) -> None:
    """Trap 19: with a larger CACHE the order of ids is not the order of writing."""
    async with app.begin() as work:
        cached = "SELECT cache_size FROM pg_sequences WHERE sequencename = 'outbox_id_seq'"
        assert (await work.db.execute(text(cached))).scalar_one() == 1


@pytest.mark.parametrize(("key", "hashed"), [(b"21", -973932308), (b"foobar", -790332482)])
def test_a_key_goes_to_the_partition_that_other_clients_send_it_to(key: bytes, hashed: int) -> None:
    """Trap 18: the numbers are those of Kafka's own tests; librdkafka has another default."""
    assert murmur2(key) & 0xFFFFFFFF == hashed & 0xFFFFFFFF
