"""The whole system under load, and one kind of fault at a time."""

import asyncio

import pytest
from local_runtime.environment import SERVICES

from .breaking import intrude, kill, restart, restart_postgres, visit
from .trial import Trial

pytestmark = pytest.mark.timeout(400)


async def test_nothing_is_lost_and_nothing_comes_twice_when_all_goes_well(trial: Trial) -> None:
    async def nothing() -> None:
        await asyncio.sleep(4)

    await trial.endure(nothing)


async def test_any_service_may_be_killed_at_any_moment(trial: Trial) -> None:
    async def kill_each() -> None:
        for name in trial.chance.sample(SERVICES, len(SERVICES)):
            await asyncio.sleep(trial.chance.uniform(0.3, 1.5))
            await kill(trial.system, name, trial.chance.uniform(0, 0.5))

    await trial.endure(kill_each, silent=0.05)


async def test_kafka_may_stop_and_start(trial: Trial) -> None:
    async def stop_kafka() -> None:
        await asyncio.sleep(1)
        await restart(trial.system, "kafka", 2)

    await trial.endure(stop_kafka)


async def test_postgres_may_restart_and_crash(trial: Trial) -> None:
    async def twice() -> None:
        await asyncio.sleep(1)
        await restart(trial.system, "postgres", 1)
        await asyncio.sleep(trial.chance.uniform(1, 2))
        await restart_postgres(trial.system, 0.5, crashed=True)

    await trial.endure(twice)


async def test_a_second_process_of_a_service_may_come_and_go(trial: Trial) -> None:
    leaves, dies = trial.chance.sample(SERVICES, 2)

    async def come_and_go() -> None:
        await asyncio.gather(visit(trial.system, leaves, 2), intrude(trial.system, dies, 2))

    await trial.endure(come_and_go)


async def test_every_event_may_come_twice(trial: Trial) -> None:
    trial.witness.hearers.append(trial.republisher.hear)

    async def repeat() -> None:
        await asyncio.sleep(4)

    await trial.endure(repeat)


async def test_poison_of_every_kind_may_come_anywhere(trial: Trial) -> None:
    async def poison() -> None:
        for _ in range(3):
            await trial.poisoner.give_all()
            await asyncio.sleep(trial.chance.uniform(0, 1))

    await trial.endure(poison)
