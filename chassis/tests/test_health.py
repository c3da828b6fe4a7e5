import asyncio

from chassis.observability.health import Health
from front import Clock, front


def test_a_part_lives_as_long_as_it_is_heard_of_every_minute() -> None:
    clock = Clock()
    health = Health(clock)
    relay, clocks = health.part("relay"), health.part("clocks")
    clock.now = 60
    clocks.beat()
    assert health.alive() == {"relay": "ok", "clocks": "ok"}
    clock.now = 61
    assert health.alive() == {"relay": "silent", "clocks": "ok"}
    relay.beat()
    assert health.alive()["relay"] == "ok"


def test_waiting_for_an_outage_to_pass_is_alive_and_waiting_in_silence_is_not() -> None:
    clock = Clock()
    health = Health(clock)
    consumers = health.part("consumers")
    consumers.waiting("kafka")
    assert health.alive() == {"consumers": "waiting for kafka"}
    clock.now = 61
    assert health.alive() == {"consumers": "silent"}
    consumers.beat()
    assert health.alive() == {"consumers": "ok"}


async def test_live_names_the_part_that_is_stuck() -> None:
    async with front() as running:
        pulse = running.runtime.health.part("relay")
        pulse.seen_at -= 61
        stuck = await running.client.get("/health/live")
        pulse.beat()
        well = await running.client.get("/health/live")
    assert stuck.status_code == 503
    assert stuck.json()["failing"] == ["relay"]
    assert well.status_code == 200


async def test_ready_names_what_does_not_answer() -> None:
    async def away() -> None:
        raise ConnectionRefusedError("postgresql://somebody:secret@database")

    async def fine() -> None:
        """Answers."""

    async with front() as running:
        running.runtime.health.check("database", away)
        running.runtime.health.check("kafka", fine)
        answer = await running.client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "failing",
        "failing": ["database"],
        "parts": {"database": "ConnectionRefusedError", "kafka": "ok"},
    }


async def test_a_check_that_hangs_is_not_waited_for() -> None:
    async with front() as running:
        running.runtime.health.check("kafka", asyncio.Event().wait)
        async with asyncio.timeout(5):
            answer = await running.client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["parts"] == {"kafka": "no answer"}


async def test_ready_when_all_answer() -> None:
    async with front() as running:
        answer = await running.client.get("/health/ready")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
