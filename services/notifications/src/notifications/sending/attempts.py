"""The attempts that are under way, and those that are over but not yet written down."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from chassis.observability.metrics import Telemetry
from prometheus_client import Histogram

from notifications.domain.retries import Attempt, Means, Result
from notifications.repository.queue import Taken
from notifications.sending.mails import Mails
from notifications.sending.outlet import Outlet
from notifications.sending.smtp import MAIL_SERVER_AWAY
from notifications.sending.webhooks import Webhooks
from notifications.settings import Settings
from notifications.wake_sender import sender_has_work

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tried:
    outlet: Outlet
    taken: Taken
    attempt: Attempt

    @property
    def holds_up(self) -> bool:
        """Whether the next of its lane waits until this is written down."""
        return len(self.outlet.lanes[self.taken.delivery.lane]) > 1


class Attempts:
    def __init__(
        self, webhooks: Webhooks, mails: Mails, settings: Settings, telemetry: Telemetry
    ) -> None:
        self._webhooks = webhooks
        self._mails = mails
        self._away = settings.retry_schedule[0].total_seconds()
        self._tasks: set[asyncio.Task[None]] = set()
        self._seconds = Histogram(
            "sportloket_attempt_seconds",
            "One attempt to deliver a mail or a webhook.",
            ["means", "result"],
            registry=telemetry.registry,
        )
        self.done: list[Tried] = []
        self.lanes: set[str] = set()
        """Of all these deliveries."""

    def start(self, outlet: Outlet, taken: Taken, then: Callable[[], None]) -> None:
        """`then` is called when it is over: there is room for another."""
        task = asyncio.create_task(self._run(outlet, taken))
        self.lanes.add(taken.delivery.lane)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: then())

    def written(self, number: int) -> None:
        """The first so many that are over were written down."""
        self.lanes -= {tried.taken.delivery.lane for tried in self.done[:number]}
        del self.done[:number]

    async def ended(self) -> None:
        """When all that are under way are over."""
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _run(self, outlet: Outlet, taken: Taken) -> None:
        started = time.monotonic()
        try:
            attempt = await self._attempt(outlet, taken)
        except Exception:
            log.exception("an attempt went wrong")
            attempt = Attempt(Result.NOT_NOW, "unforeseen")
        seconds = time.monotonic() - started
        self._seconds.labels(taken.delivery.means, attempt.result).observe(seconds)
        outlet.answered(seconds)
        self._pause(outlet, attempt)
        self.done.append(Tried(outlet, taken, attempt))
        sender_has_work.set()

    async def _attempt(self, outlet: Outlet, taken: Taken) -> Attempt:
        delivery = taken.delivery
        if delivery.means is Means.WEBHOOK and outlet.receiver is not None:
            return await self._webhooks.attempt(delivery, outlet.receiver)
        if delivery.mail is None:
            raise TypeError("a mail without a text")
        return await self._mails.attempt(delivery, delivery.mail)

    def _pause(self, outlet: Outlet, attempt: Attempt) -> None:
        """Who asks us to come back later means all that we have, not one message."""
        wait = attempt.come_back_after.total_seconds() if attempt.come_back_after else 0.0
        if attempt.reason == MAIL_SERVER_AWAY:
            wait = self._away
        if wait:
            outlet.paused_until = max(outlet.paused_until, time.monotonic() + wait)
