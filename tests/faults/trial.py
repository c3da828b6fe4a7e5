"""One trial: clients ask, something breaks, all comes to rest, and every invariant holds."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from uuid import UUID

import asyncpg
import pytest
from aiokafka.errors import KafkaError

from . import looking
from .client import Client
from .evidence import keep
from .history import Asked, History, summary
from .invariants import broken
from .load import Ask, Load, make_load
from .poison import Poisoner
from .publisher import Publisher
from .republisher import Republisher
from .system import System
from .witness import Witness

AT_REST_WITHIN = 90.0  # seconds
LOOK_EVERY = 0.4  # seconds
NOT_YET = (KafkaError, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


Say = Callable[[str], None]


@dataclass
class Trial:
    """What a fault can reach: the system, and who publishes poison and repetitions."""

    system: System
    witness: Witness
    publisher: Publisher
    client: Client
    asked: Asked
    line_id: UUID
    seed: int
    began: datetime
    say: Say
    since: int
    """How many records were there before."""
    endured: bool = False
    """Whether it came to rest with nothing broken, so that another may follow."""

    def __post_init__(self) -> None:
        self.chance = Random(f"{self.seed} of the trial")
        self.poisoner = Poisoner(self.publisher, self.asked, self.chance)
        self.republisher = Republisher(self.publisher, self.chance)

    async def endure(
        self,
        fault: Callable[[], Awaitable[None]],
        *,
        silent: float = 0.0,
        askers: Sequence[Ask] = (),
    ) -> None:
        """The fault under load; AssertionError with the seed when an invariant does not hold.

        `silent`: the chance that an organisation does not answer until its term has ended.
        """
        load = make_load(
            self.client, self.publisher, self.asked, self.line_id, f"{self.seed}", silent, askers
        )
        enough = asyncio.Event()
        self.witness.hearers.append(load.organisations.hear)
        asking = asyncio.create_task(load.go_on(enough))
        try:
            await fault()
            enough.set()
            await self.system.ready()
            history = await self._rest(asking, load)
        except Exception:
            keep(self.seed, self.system.logs, self._history())
            raise
        finally:
            self.witness.hearers.clear()
            asking.cancel()
            await asyncio.gather(
                asking,
                load.organisations.close(),
                self.republisher.close(),
                return_exceptions=True,
            )
        if problems := broken(history):
            kept = keep(self.seed, self.system.logs, history)
            told = "\n  ".join(problems)
            pytest.fail(f"SPORTLOKET_FAULTS_SEED={self.seed}, evidence in {kept}:\n  {told}")
        self.endured = True
        self.say(summary(history))

    async def _rest(self, asking: asyncio.Task[None], load: Load) -> History:
        """What there is when nothing moves any more, or when it takes too long."""
        deadline, seen = time.monotonic() + AT_REST_WITHIN, -1
        while time.monotonic() < deadline:
            before, seen = seen, len(self.witness.records)
            with suppress(*NOT_YET):
                waiting = await self._waiting(asking, load)
                if not any(waiting.values()) and before == seen:
                    history = await self._look(waiting)
                    if not broken(history):
                        return history
            await asyncio.sleep(LOOK_EVERY)
        return await self._look(await self._waiting(asking, load))

    async def _waiting(self, asking: asyncio.Task[None], load: Load) -> dict[str, int]:
        """Of everybody: our clients, the services, and those who watch and repeat."""
        if asking.done():
            asking.result()
        return {
            **await looking.what_waits(self.system, self.witness),
            "the clients": not asking.done(),
            "the organisations": load.organisations.waiting,
            "the republisher": self.republisher.waiting,
        }

    async def _look(self, waiting: dict[str, int]) -> History:
        return replace(
            self._history(),
            mails=await looking.mails(self.client, self.asked, self.began),
            webhooks=await looking.webhooks(self.client, self.began),
            lines=[await looking.line(self.client, str(self.line_id))],
            letters=await looking.letters(self.system, self.began),
            waiting=waiting,
        )

    def _history(self) -> History:
        """As far as it can be told without asking anybody."""
        records = self.witness.records[self.since :]
        return History(self.asked, records, interruptions=self.system.interruptions)
