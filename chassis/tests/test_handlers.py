"""What handlers may count on: several for an event, in their order, with its envelope if asked."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from aiokafka import ConsumerRecord
from chassis.kafka.handlers import (
    Accepted,
    Enveloped,
    Handler,
    Rejected,
    Submission,
    hears,
    hears_enveloped,
    judges,
)
from chassis.kafka.records import ConflictingHandlers, Reader
from chassis.process.testing import published, record, running_as_it_is
from chassis.work import Work
from contracts.envelope import encode
from contracts.event import Event
from sqlalchemy import text
from toy import Toy


def put(toy: Toy, pot: str, event_id: str | None = None) -> ConsumerRecord:
    envelope = published(toy.put(pot=pot, amount=1), "urn:test", event_id)
    return record(toy.put.topic, encode(envelope), key=pot.encode())


async def test_every_handler_of_an_event_runs_in_the_order_in_which_they_are_listed(
    toy: Toy, toy_database: str
) -> None:
    calls: list[tuple[str, list[str]]] = []

    def noting(name: str) -> Handler:
        @hears(toy.put)
        async def note(puts: Sequence[Any], work: Work) -> list[Event]:
            calls.append((name, [put.pot for put in puts]))
            return [toy.totalled(pot=put.pot, total=len(calls), version=1) for put in puts]

        return note

    service = replace(toy.service, handlers=[noting("first"), noting("second"), noting("third")])
    async with running_as_it_is(service, toy_database) as app:
        await app.take(put(toy, "a"), put(toy, "b"))
        pots = ["a", "b"]
        assert calls == [("first", pots), ("second", pots), ("third", pots)]
        totals = [event.total for event in await app.announced_of(toy.totalled)]
        assert totals == [1, 1, 2, 2, 3, 3], "each one's facts are announced"


async def test_when_the_second_handler_fails_nothing_of_the_first_is_kept(
    toy: Toy, toy_database: str
) -> None:
    @hears(toy.put)
    async def fail(puts: Sequence[Any], work: Work) -> list[Event]:
        raise ArithmeticError

    service = replace(toy.service, handlers=[*toy.service.handlers, fail])
    async with running_as_it_is(service, toy_database) as app:
        await app.take(put(toy, "a"))
        async with app.begin() as work:
            kept = (await work.db.execute(text("SELECT count(*) FROM pots"))).scalar_one()
            reasons = (await work.db.execute(text("SELECT reason FROM dead_letters"))).scalars()
            assert (kept, list(reasons)) == (0, ["failed"])


async def test_a_handler_gets_all_the_types_that_it_hears_at_once(
    toy: Toy, toy_database: str
) -> None:
    calls: list[list[str]] = []

    @hears(toy.put, toy.totalled)
    async def note(events: Sequence[Event], work: Work) -> list[Event]:
        calls.append([event.type for event in events])
        return []

    service = replace(toy.service, handlers=[note])
    async with running_as_it_is(service, toy_database) as app:
        totalled = published(toy.totalled(pot="b", total=1, version=1), "urn:test")
        await app.take(put(toy, "a"), record(toy.totalled.topic, encode(totalled), key=b"b"))
    assert calls == [["test.put.v1", "test.totalled.v1"]]


async def test_who_asks_for_the_envelope_gets_it_with_the_event(
    toy: Toy, toy_database: str
) -> None:
    received: list[tuple[str, str]] = []

    @hears_enveloped(toy.put)
    async def note(puts: Sequence[Enveloped[Any]], work: Work) -> list[Event]:
        received.extend((each.event.pot, each.envelope.id) for each in puts)
        return []

    service = replace(toy.service, handlers=[note])
    async with running_as_it_is(service, toy_database) as app:
        await app.take(put(toy, "a", "an id of the sender"))
    assert received == [("a", "an id of the sender")]


async def _nothing(events: Sequence[Any], work: Work) -> list[Event]:
    return []


async def _accept(submissions: Sequence[Submission[Any]], _: Work) -> list[Accepted | Rejected]:
    return []


def test_a_submission_has_one_judge(toy: Toy) -> None:
    judge = judges(toy.put)(_accept)
    with pytest.raises(ConflictingHandlers, match=r"^test\.put\.v1$"):
        Reader([judge, judges(toy.put)(_accept)], refuses_unknown=False)
    with pytest.raises(ConflictingHandlers):
        Reader([judge, hears(toy.put)(_nothing)], refuses_unknown=False)


def test_all_handlers_of_an_event_take_a_key_together_or_none_does(toy: Toy) -> None:
    one_by_one, together = hears(toy.put)(_nothing), hears(toy.put, together=True)(_nothing)
    with pytest.raises(ConflictingHandlers):
        Reader([one_by_one, together], refuses_unknown=False)
    assert Reader([one_by_one, one_by_one], refuses_unknown=False)
