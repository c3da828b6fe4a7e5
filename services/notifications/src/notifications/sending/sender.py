"""Sends what is due: one process at a time, many deliveries at once, each lane in order.

What was sent is written down before its lane goes on, and before more is taken; so a process
that dies repeats at most what was on the wire, under the same ids.
"""

import asyncio
import logging
import random
import time
from contextlib import suppress

from chassis.observability.health import Pulse
from chassis.work import BeginWork
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from notifications.domain.retries import judge
from notifications.repository.outcomes import Conclusion
from notifications.repository.queue import Queue
from notifications.repository.receivers import Receivers
from notifications.sending.attempts import Attempts, Tried
from notifications.sending.outlets import Outlets
from notifications.sending.record_results import write_down
from notifications.settings import Settings
from notifications.wake_sender import sender_has_work

DEPTH = 10  # deliveries of a lane in memory
SHORTEST_NAP, LONGEST_NAP = 0.002, 0.1  # seconds between looks at an empty queue
PACE = 0.01  # seconds between two looks, where no lane waits: under load, more is done in one
OUTLETS_EVERY = 0.25  # seconds after which a subscription that ended gets nothing more

log = logging.getLogger(__name__)


class Sender:
    """Keeps trying to be the leader, and as the leader sends."""

    def __init__(
        self, begin: BeginWork, attempts: Attempts, settings: Settings, pulse: Pulse
    ) -> None:
        self._begin = begin
        self._attempts = attempts
        self._settings = settings
        self._pulse = pulse
        self._outlets = Outlets(settings.concurrency_per_subscription)
        self._looked_at = -OUTLETS_EVERY
        self._leads = False

    async def run(self, engine: AsyncEngine) -> None:
        """For ever; what is under way when it is stopped is awaited and written down."""
        try:
            while True:
                try:
                    async with engine.connect() as db:
                        await self._lead(await db.execution_options(isolation_level="AUTOCOMMIT"))
                except Exception as error:  # noqa: BLE001 # whatever it is: begin anew
                    log.warning("the sender begins anew after %s", type(error).__name__)
                finally:
                    self._leads = False
                self._pulse.waiting("database")
                await asyncio.sleep(LONGEST_NAP)
        finally:
            await self._attempts.ended()
            await self._write_down()

    async def _lead(self, db: AsyncConnection) -> None:
        while not await Queue(db).lead():
            self._pulse.beat()
            await asyncio.sleep(1)
        self._outlets.forget_waiting()  # somebody else may have sent it meanwhile
        self._leads, nap = True, SHORTEST_NAP
        while True:
            started = time.monotonic()
            sender_has_work.clear()
            busy = await self._turn(db)
            self._pulse.beat()
            # Python 3.11's wait_for would swallow a cancellation that comes with the work.
            with suppress(TimeoutError):
                async with asyncio.timeout(nap):
                    await sender_has_work.wait()
            nap = SHORTEST_NAP if busy or sender_has_work.is_set() else min(nap * 2, LONGEST_NAP)
            if not any(tried.holds_up for tried in self._attempts.done):
                await asyncio.sleep(started + PACE - time.monotonic())

    async def _turn(self, db: AsyncConnection) -> bool:
        """Whether there was anything to do. The order matters: first write, then take."""
        wrote = await self._write_down()
        await self._look_for_outlets(db)
        took = await self._take(db)
        self._start()
        return wrote or took

    async def _write_down(self) -> bool:
        done = list(self._attempts.done)
        if not done:
            return False
        conclusions = [self._conclusion(tried) for tried in done]
        async with self._begin() as work:
            suspended = await write_down(conclusions, work)
        self._attempts.written(len(done))
        for tried, conclusion in zip(done, conclusions, strict=True):
            tried.outlet.settled(tried.taken, gone=conclusion.verdict.final)
        self._outlets.drop(suspended)
        return True

    def _conclusion(self, tried: Tried) -> Conclusion:
        taken, schedule = tried.taken, self._settings.retry_schedule
        chance = random.random()  # noqa: S311 # only spreads retries
        means = taken.delivery.means
        verdict = judge(tried.attempt, means, taken.attempts, schedule, chance)
        return Conclusion(taken, tried.attempt, verdict)

    async def _look_for_outlets(self, db: AsyncConnection) -> None:
        if time.monotonic() - self._looked_at >= OUTLETS_EVERY:
            self._outlets.learn(await Receivers(db).active())
            self._looked_at = time.monotonic()

    async def _take(self, db: AsyncConnection) -> bool:
        rooms = self._outlets.rooms(time.monotonic())
        if not rooms:
            return False
        busy = self._outlets.lanes() | self._attempts.lanes
        taken = await Queue(db).take(rooms, busy, DEPTH)
        self._outlets.load(taken)
        return bool(taken)

    def _start(self) -> None:
        """As many as may come twice if the process dies now."""
        while self._leads and len(self._attempts.lanes) < self._settings.concurrency:
            found = self._outlets.next(time.monotonic())
            if found is None:
                return
            self._attempts.start(*found, then=self._start)
