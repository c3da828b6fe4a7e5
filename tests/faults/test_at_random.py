"""Everything at once, at random: as long as SPORTLOKET_FAULTS_SECONDS says (`make test-long`)."""

import asyncio
import os
import time

import pytest

from .breaking import carry_out
from .ground import Ground
from .plan import plan
from .trial import Say, Trial

ROUND = 60.0  # seconds, after which everything comes to rest and is counted
SECONDS = float(os.environ.get("SPORTLOKET_FAULTS_SECONDS", ROUND))


def test_the_same_seed_breaks_the_same() -> None:
    assert list(plan(1, 60)) == list(plan(1, 60))
    assert list(plan(1, 60)) != list(plan(2, 60))


@pytest.mark.long
async def test_whatever_breaks_nothing_is_lost_and_nothing_comes_twice(
    ground: Ground, say: Say
) -> None:
    """Each round has a seed of its own, which replays it alone."""
    left, seed = SECONDS, ground.seed
    while left > 0:
        async with ground.trial(seed) as trial:
            say(f"SPORTLOKET_FAULTS_SEED={seed} SPORTLOKET_FAULTS_SECONDS={min(left, ROUND):.0f}")
            await one_round(trial, min(left, ROUND), say)
        left, seed = left - ROUND, seed + 1


async def one_round(trial: Trial, seconds: float, say: Say) -> None:
    trial.witness.hearers.append(trial.republisher.hear)

    async def break_things() -> None:
        began = time.monotonic()
        async with asyncio.TaskGroup() as breaking:
            for fault in plan(trial.seed, seconds):
                await asyncio.sleep(began + fault.at - time.monotonic())
                say(str(fault))
                breaking.create_task(carry_out(fault, trial.system))
            await asyncio.sleep(began + seconds - time.monotonic())

    await trial.endure(break_things, silent=0.05, askers=[trial.poisoner.ask])
