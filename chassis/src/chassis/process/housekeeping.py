"""Measures the outbox, and forgets what is older than anything that could still come again."""

import asyncio
import logging
import time
from datetime import timedelta

from sqlalchemy import text

from chassis.kafka import inbox
from chassis.process.runtime import Runtime

LOOK = 2.0  # seconds between measurements
CLEAN = 3600.0  # seconds between clean-ups

OUTBOX = text("""
    SELECT (SELECT count(*) FROM (SELECT 1 FROM outbox LIMIT 100000) AS waiting),
           extract(epoch FROM clock_timestamp() - (SELECT created_at FROM outbox ORDER BY id LIMIT 1))
""")  # noqa: E501 # one line of SQL

FORGET_ANNOUNCED = text("DELETE FROM announced WHERE announced_at < :before")
FORGET_KEYS = text("DELETE FROM idempotency_keys WHERE taken_at < :before")
KEYS_KEPT = timedelta(days=7)

log = logging.getLogger(__name__)


async def run(runtime: Runtime) -> None:
    """Beside the relay, for as long as the process lives."""
    cleaned = -CLEAN
    while True:
        try:
            await _measure(runtime)
            if time.monotonic() - cleaned > CLEAN:
                await _clean(runtime)
                cleaned = time.monotonic()
        except Exception as error:  # noqa: BLE001 # the database is away: later again
            log.warning("housekeeping failed: %s", type(error).__name__)
        await asyncio.sleep(LOOK)


async def _measure(runtime: Runtime) -> None:
    async with runtime.engine.connect() as db:
        rows, age = (await db.execute(OUTBOX)).one()
    runtime.telemetry.outbox_rows.set(rows)
    runtime.telemetry.outbox_age_seconds.set(age or 0)


async def _clean(runtime: Runtime) -> None:
    keep = timedelta(days=runtime.settings.inbox_retention_days)
    async with runtime.begin() as work:
        await inbox.forget(work.db, work.now, keep)
        await work.db.execute(FORGET_ANNOUNCED, {"before": work.now - keep})
        await work.db.execute(FORGET_KEYS, {"before": work.now - KEYS_KEPT})
