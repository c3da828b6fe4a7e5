"""The order in which a receiver gets what is for it."""

from uuid import uuid4

from notifications.domain.deliveries import About, Delivery
from notifications.domain.retries import Means, State
from notifications.repository.queue import Taken
from notifications.repository.receivers import Receiver
from notifications.sending.outlet import Outlet
from notifications.sending.outlets import Outlets


def taken(lane: str, outlet: object = None) -> Taken:
    about = About(uuid4(), "a type", lane, "GM1963")
    name = outlet or uuid4()
    delivery = Delivery(uuid4(), Means.WEBHOOK, name, lane, about, State.PENDING)  # type: ignore[arg-type]
    return Taken(delivery, 0)


def loaded(*lanes: str, most: int = 8) -> tuple[Outlet, list[Taken]]:
    outlet, deliveries = Outlet(most), [taken(lane) for lane in lanes]
    for one in deliveries:
        outlet.load(one)
    return outlet, deliveries


def test_lanes_go_side_by_side_and_a_lane_one_by_one() -> None:
    outlet, (first, _, other) = loaded("a", "a", "b")
    assert [outlet.next(0), outlet.next(0), outlet.next(0)] == [first, other, None]


def test_a_lane_goes_on_when_its_first_was_written_down() -> None:
    outlet, (first, second) = loaded("a", "a")
    outlet.next(0)
    outlet.answered(0.01)
    assert outlet.next(0) is None
    outlet.settled(first, gone=True)
    assert outlet.next(0) is second


def test_a_lane_whose_first_must_come_again_is_given_back() -> None:
    outlet, (first, _) = loaded("a", "a")
    outlet.next(0)
    outlet.answered(0.01)
    outlet.settled(first, gone=False)
    assert (outlet.next(0), outlet.lanes) == (None, {})


def test_a_receiver_gets_so_many_at_once() -> None:
    outlet, _ = loaded("a", "b", "c", most=2)
    assert [bool(outlet.next(0)) for _ in range(3)] == [True, True, False]


def test_a_slow_receiver_gets_one_at_a_time_until_it_is_quick_again() -> None:
    outlet, deliveries = loaded(*"abcdefghi", most=4)
    for seconds, limit in [(5, 1), (0.1, 2), (0.1, 4), (0.1, 4)]:
        one = outlet.next(0)
        assert one in deliveries
        outlet.answered(seconds)
        assert outlet.limit == limit


def test_a_paused_receiver_gets_nothing_until_then() -> None:
    outlet, (only,) = loaded("a")
    outlet.paused_until = 10
    assert (outlet.next(9.9), outlet.next(10)) == (None, only)


def test_what_waits_is_forgotten_and_what_is_under_way_is_not() -> None:
    outlet, (first, _, _) = loaded("a", "a", "b")
    assert outlet.next(0) is first
    outlet.forget_waiting()
    assert {lane: list(waiting) for lane, waiting in outlet.lanes.items()} == {"a": [first]}


def test_all_receivers_take_turns() -> None:
    outlets, receivers = Outlets(8), [Receiver(uuid4(), "", ()) for _ in range(3)]
    outlets.learn(receivers)
    outlets.load([taken(f"{one.id}{n}", one.id) for one in receivers for n in range(2)])
    turns = [found[1].delivery.outlet for _ in range(6) if (found := outlets.next(0))]
    assert set(turns[:3]) == set(turns[3:]) == {one.id for one in receivers}


def test_a_receiver_that_is_no_more_is_forgotten() -> None:
    outlets, receiver = Outlets(8), Receiver(uuid4(), "", ())
    outlets.learn([receiver])
    outlets.load([taken("a", receiver.id)])
    outlets.learn([])
    assert outlets.next(0) is None
