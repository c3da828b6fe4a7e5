"""Forgets what was sent, suppressed or written so long ago that nobody asks after it."""

import asyncio
import logging
from datetime import timedelta

from chassis.work import BeginWork

from notifications.repository.log import DeliveryLog
from notifications.repository.vault import Vault

EVERY, SOON = 3600.0, 1.0  # seconds until the next look, when there was nothing or something

log = logging.getLogger(__name__)


async def keep_forgetting(begin: BeginWork, age: timedelta) -> None:
    """For as long as the process lives, some thousands at a time."""
    while True:
        forgotten = 0
        try:
            forgotten = await forget(begin, age)
        except Exception as error:  # noqa: BLE001 # the database is away: later again
            log.warning("tidying failed: %s", type(error).__name__)
        await asyncio.sleep(SOON if forgotten else EVERY)


async def forget(begin: BeginWork, age: timedelta) -> int:
    async with begin() as work:
        await Vault(work.db).forget_words(age)
        return await DeliveryLog(work.db).forget(age)
