"""Where trials are held, one after the other: a system that runs, and somebody who watches it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from local_runtime.testing import temporary_folder

from .client import Client
from .history import Asked
from .preparing import all_topics
from .publisher import Publisher
from .scene import set_a_budget, set_the_scene
from .system import System, running_system
from .trial import Say, Trial
from .witness import Witness

CEILING = 2_000_000  # cents; gone after some forty applications


class UnrestError(Exception):
    """An earlier trial failed, so that nothing can be said of later ones."""


@dataclass
class Ground:
    system: System
    witness: Witness
    publisher: Publisher
    seed: int
    say: Say
    at_rest: bool = True
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    since: int = 0

    @asynccontextmanager
    async def trial(self, seed: int | None = None) -> AsyncIterator[Trial]:
        if not self.at_rest:
            raise UnrestError
        self.at_rest, asked = False, Asked()
        client = Client(self.system.places, asked.errors)
        try:
            line_id = await set_a_budget(client, CEILING)
            who = self.system, self.witness, self.publisher, client
            chosen = self.seed if seed is None else seed
            trial = Trial(*who, asked, line_id, chosen, self.began, self.say, self.since)
            yield trial
        finally:
            await client.close()
        self.at_rest = trial.endured
        self.began, self.since = datetime.now(UTC), len(self.witness.records)


@asynccontextmanager
async def standing_ground(seed: int, say: Say) -> AsyncIterator[Ground]:
    with temporary_folder() as folder:
        async with running_system(folder) as system:
            witness = Witness(system.places.kafka, all_topics())
            watching = asyncio.create_task(witness.watch())
            publisher = Publisher(system.places.kafka)
            try:
                ground = Ground(system, witness, publisher, seed, say)
                scene = Client(system.places, [])
                await set_the_scene(scene, system.places)
                await scene.close()
                yield ground
            finally:
                watching.cancel()
                await asyncio.gather(watching, publisher.close(), return_exceptions=True)
