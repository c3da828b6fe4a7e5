"""How a batch is dealt to handlers: order per key, and as many events at once as that allows."""

from collections.abc import Sequence
from typing import ClassVar

from aiokafka import ConsumerRecord
from chassis.kafka.handlers import Handler, hears
from chassis.kafka.records import Received
from chassis.kafka.waves import in_waves
from chassis.process.testing import published, record
from chassis.work import Work
from contracts.envelope import encode
from contracts.event import Event
from hypothesis import given
from hypothesis import strategies as st


class Told(Event):
    """Something was said about a thing."""

    type: ClassVar[str] = "test.told.v1"
    topic: ClassVar[str] = "test.told.v1"

    thing: str
    turn: int

    @property
    def key(self) -> str:
        return self.thing


async def _nothing(events: Sequence[Told], work: Work) -> Sequence[Event]:
    return []


ONE_EACH = hears(Told)(_nothing)
TOGETHER = hears(Told, together=True)(_nothing)
ANOTHER = hears(Told)(_nothing)


def heard(thing: str | None, handler: Handler | tuple[Handler, ...], turn: int = 0) -> Received:
    event = Told(thing=thing or "whatever", turn=turn)
    envelope = published(event, "urn:test")
    key = None if thing is None else thing.encode()
    kept: ConsumerRecord = record(Told.topic, encode(envelope), key=key)
    handlers = handler if isinstance(handler, tuple) else (handler,)
    return Received(kept, envelope, event, handlers)


def test_a_wave_has_one_event_of_each_key() -> None:
    a1, b1, a2 = heard("a", ONE_EACH), heard("b", ONE_EACH), heard("a", ONE_EACH)
    assert in_waves([a1, b1, a2]) == [{(ONE_EACH,): [a1, b1]}, {(ONE_EACH,): [a2]}]


def test_events_without_a_key_wait_for_nobody() -> None:
    events = [heard(None, ONE_EACH) for _ in range(3)]
    assert in_waves(events) == [{(ONE_EACH,): events}]


def test_who_takes_events_together_gets_the_whole_run_of_every_key_in_order_of_arrival() -> None:
    run = [heard(thing, TOGETHER) for thing in "abaab"]
    assert in_waves(run) == [{(TOGETHER,): run}]


def test_a_run_ends_where_another_handler_comes_in_between() -> None:
    before, between, after = heard("a", TOGETHER), heard("a", ANOTHER), heard("a", TOGETHER)
    assert in_waves([before, between, after]) == [
        {(TOGETHER,): [before]},
        {(ANOTHER,): [between]},
        {(TOGETHER,): [after]},
    ]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([ONE_EACH, TOGETHER, ANOTHER]))))
def test_each_event_is_dealt_once_and_order_per_key_holds(
    dealt: list[tuple[str, Handler]],
) -> None:
    batch = [heard(thing, handler, turn) for turn, (thing, handler) in enumerate(dealt)]
    taken = [one for wave in in_waves(batch) for events in wave.values() for one in events]
    assert sorted(one.record.offset for one in taken) == [one.record.offset for one in batch]
    for thing in "abc":
        offsets = [one.record.offset for one in taken if one.event.key == thing]
        assert offsets == sorted(offsets)
