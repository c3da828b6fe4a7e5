"""What becomes of a batch: once each, in order per key, and nothing lost whatever is in it."""

import json
from collections.abc import Callable
from uuid import uuid4

import pytest
from aiokafka import ConsumerRecord
from chassis.kafka.replay import drop, every, replay
from chassis.kafka.retries import TooManyDeadLetters
from chassis.process.testing import Running, published, record
from contracts.envelope import encode
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from toy import POISON, Toy

Make = Callable[[Toy], ConsumerRecord]


def put(toy: Toy, pot: str, amount: int = 1, event_id: str | None = None) -> ConsumerRecord:
    event = toy.put(pot=pot, amount=amount)
    envelope = published(event, "urn:test", event_id)
    return record(toy.put.topic, encode(envelope), key=pot.encode())


async def totals(app: Running) -> dict[str, int]:
    async with app.begin() as work:
        rows = await work.db.execute(text("SELECT pot, total FROM pots"))
        return {row.pot: row.total for row in rows}


async def letters(app: Running) -> list[str]:
    async with app.begin() as work:
        return [
            (kept.record.key or b"").decode() + ":" + kept.reason for kept in await every(work.db)
        ]


async def test_each_event_is_handled_and_its_consequence_announced(app: Running, toy: Toy) -> None:
    await app.take(put(toy, "a", 2), put(toy, "b", 3), put(toy, "a", 5))
    assert await totals(app) == {"a": 7, "b": 3}
    said = [(one.pot, one.total, one.version) for one in await app.announced_of(toy.totalled)]
    assert said == [("a", 2, 1), ("b", 3, 1), ("a", 7, 2)]


async def test_an_event_delivered_twice_counts_once(app: Running, toy: Toy) -> None:
    twice = put(toy, "a", 2, event_id="the same")
    await app.take(twice, put(toy, "a", 2, event_id="the same"))
    await app.take(twice)
    assert await totals(app) == {"a": 2}
    assert len(await app.announced_of(toy.totalled)) == 1


async def test_what_is_announced_names_its_cause_and_keeps_the_thread(
    app: Running, toy: Toy
) -> None:
    thread = f"00-{uuid4().hex}-{uuid4().hex[:16]}-01"
    envelope = published(toy.put(pot="a", amount=1), "urn:test", "first").model_copy(
        update={"traceparent": thread, "correlationid": "the story"}
    )
    await app.take(record(toy.put.topic, encode(envelope), key=b"a"))
    (said,) = await app.announced()
    assert (said.causationid, said.correlationid) == ("first", "the story")
    assert said.traceparent is not None
    assert said.traceparent.split("-")[1] == thread.split("-")[1]


POISONS: dict[str, Make] = {
    "no json": lambda toy: record(toy.put.topic, b"{", key=b"bad"),
    "a json that is no object": lambda toy: record(toy.put.topic, b"1", key=b"bad"),
    "a null": lambda toy: record(toy.put.topic, None, key=b"bad"),
    "a null header": lambda toy: record(
        toy.put.topic, b"{}", key=b"bad", headers=[("content-type", None)]
    ),
    "a header that is no utf-8": lambda toy: record(
        toy.put.topic, b"{}", key=b"bad", headers=[("content-type", b"\xff\xfe")]
    ),
    "a wrong schema": lambda toy: record(
        toy.put.topic,
        encode(published(toy.put(pot="bad", amount=1), "urn:test")).replace(
            b'"amount":1', b'"amount":"x"'
        ),
        key=b"bad",
    ),
    "an event that its handler cannot bear": lambda toy: put(toy, "bad", POISON),
}


@pytest.mark.parametrize("position", [0, 1, 2])
@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS.keys())
async def test_a_poison_message_is_set_aside_and_the_rest_goes_on(
    app: Running, toy: Toy, poison: Make, position: int
) -> None:
    batch = [put(toy, "a"), put(toy, "b")]
    batch.insert(position, poison(toy))
    await app.take(*batch)
    assert await totals(app) == {"a": 1, "b": 1}
    (letter,) = await letters(app)
    assert letter in {"bad:unreadable", "bad:failed"}


async def test_an_event_of_a_type_that_nobody_hears_is_passed_over(app: Running, toy: Toy) -> None:
    unknown = published(toy.totalled(pot="a", total=1, version=1), "urn:test")
    await app.take(record(toy.put.topic, encode(unknown), key=b"a"), put(toy, "a"))
    assert await totals(app) == {"a": 1}
    assert await letters(app) == []


async def test_a_dead_letter_is_shown_on_the_dead_letter_topic_as_it_came(
    app: Running, toy: Toy
) -> None:
    await app.take(record(toy.put.topic, b"{", key=b"bad", headers=[("content-type", None)]))
    async with app.begin() as work:
        row = (await work.db.execute(text("SELECT topic, key, value, headers FROM outbox"))).one()
    assert (row.topic, row.key, row.value) == (f"{toy.put.topic}.dead", b"bad", b"{")
    names = [name for name, _ in row.headers]
    assert names == [
        "content-type",
        "dead-letter-reason",
        "dead-letter-error",
        "dead-letter-position",
    ]


async def test_later_events_of_the_key_wait_behind_a_dead_letter(app: Running, toy: Toy) -> None:
    await app.take(put(toy, "a", POISON), put(toy, "a", 2), put(toy, "b", 3))
    await app.take(put(toy, "a", 4))
    assert await totals(app) == {"b": 3}
    assert await letters(app) == ["a:failed", "a:parked", "a:parked"]


async def test_a_replay_handles_the_key_in_order_and_opens_it(app: Running, toy: Toy) -> None:
    await app.take(put(toy, "a", POISON), put(toy, "a", 2))
    toy.poisonous = False
    async with app.begin() as work:
        assert await replay((toy.put.topic, b"a"), toy.service.reader, work) == 2
    await app.take(put(toy, "a", 4))
    assert [one.total for one in await app.announced_of(toy.totalled)] == [13, 15, 19]
    assert await letters(app) == []


async def test_a_replay_that_fails_again_keeps_the_order(app: Running, toy: Toy) -> None:
    await app.take(put(toy, "a", POISON), put(toy, "a", 2))
    async with app.begin() as work:
        assert await replay((toy.put.topic, b"a"), toy.service.reader, work) == 0
    assert await letters(app) == ["a:failed", "a:parked"]


async def test_a_dropped_letter_makes_way_for_those_behind_it(app: Running, toy: Toy) -> None:
    await app.take(put(toy, "a", POISON), put(toy, "a", 2))
    async with app.begin() as work:
        await drop(work.db, (await every(work.db))[0].id)
    async with app.begin() as work:
        assert await replay((toy.put.topic, b"a"), toy.service.reader, work) == 1
    assert await totals(app) == {"a": 2}


async def test_a_batch_that_comes_again_is_not_set_aside_again(app: Running, toy: Toy) -> None:
    batch = [put(toy, "a", POISON), put(toy, "a", 2)]
    await app.take(*batch)
    await app.take(*batch)
    assert await letters(app) == ["a:failed", "a:parked"]


@pytest.mark.parametrize("poison", [b"{", None], ids=["unreadable", "failing"])
async def test_a_bad_release_stops_before_it_empties_the_topic_into_the_dead(
    app: Running, toy: Toy, poison: bytes | None
) -> None:
    def bad(number: int) -> ConsumerRecord:
        if poison is None:
            return put(toy, f"pot {number}", POISON)
        return record(toy.put.topic, poison, key=f"pot {number}".encode())

    with pytest.raises(TooManyDeadLetters):
        await app.take(*[bad(number) for number in range(60)])
    assert app.batches.halted.is_set()
    assert len(await letters(app)) == app.runtime.settings.consecutive_dead_letters_cap


async def test_a_good_event_in_between_starts_the_count_anew(app: Running, toy: Toy) -> None:
    for number in range(60):
        await app.take(put(toy, f"bad {number}", POISON), put(toy, f"good {number}"))
    assert not app.batches.halted.is_set()


async def test_no_error_repeats_what_was_sent(app: Running, toy: Toy) -> None:
    secret = "Jan de Vries"
    value = json.dumps({"specversion": "1.0", "id": "1", "source": secret, "type": toy.put.type})
    wrong = json.dumps({**json.loads(value), "data": {"pot": secret, "amount": secret}})
    await app.take(
        record(toy.put.topic, value.encode(), key=b"a"),
        record(toy.put.topic, wrong.encode(), key=b"b"),
    )
    async with app.begin() as work:
        assert not [kept for kept in await every(work.db) if secret in kept.error]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 3)), max_size=30))
def test_waves_keep_the_order_of_every_key(batch: list[tuple[str, int]]) -> None:
    from chassis.kafka.records import Received
    from chassis.kafka.waves import in_waves

    toy = Toy()
    records = [put(toy, pot, amount) for pot, amount in batch]
    heard = [one for r in records if isinstance(one := toy.service.reader.read(r), Received)]
    waves = in_waves(heard)
    for wave in waves:
        keys = [one.event.key for events in wave.values() for one in events]
        assert len(keys) == len(set(keys))
    dealt = [one for wave in waves for events in wave.values() for one in events]
    for pot in "abc":
        in_order = [one.record.offset for one in dealt if one.event.key == pot]
        assert in_order == sorted(in_order)
    assert len(dealt) == len(batch)


async def test_two_partners_may_use_the_same_id_at_once(app: Running, toy: Toy) -> None:
    """An event is known by its source and its id: never by the id alone."""
    for source in ("urn:test:one", "urn:test:two"):
        event = published(toy.put(pot=source, amount=1), source, "1")
        await app.take(record(toy.put.topic, encode(event), key=source.encode()))
    assert await totals(app) == {"urn:test:one": 1, "urn:test:two": 1}
