"""Rings the clocks that are due: one process at a time, each clock once.

The handler locks what the clock is about before the clock's own row is taken, in the same order
as everybody who sets or cancels a clock; a clock that was cancelled in between is left alone.
"""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from itertools import groupby

from sqlalchemy import Row, text

from chassis.clocks.alarms import Alarm
from chassis.observability.health import Pulse
from chassis.observability.metrics import Telemetry
from chassis.work import BeginWork, Work
from chassis.work.clocks import Clock
from chassis.work.outbox import Announcement, Cause

ALONE = text("SELECT pg_try_advisory_xact_lock(hashtext('clocks'))")

DUE = text("""
    SELECT kind, subject, due_at, about FROM clocks
    WHERE ring_at <= :now AND kind = ANY(:kinds)
    ORDER BY ring_at LIMIT :most
""")

STOP = text("""
    DELETE FROM clocks USING unnest(
        CAST(:kinds AS text[]), CAST(:subjects AS uuid[]), CAST(:due AS timestamptz[])
    ) AS rung (kind, subject, due_at)
    WHERE clocks.kind = rung.kind AND clocks.subject = rung.subject
      AND clocks.due_at = rung.due_at
    RETURNING clocks.kind, clocks.subject
""")

POSTPONE = text("""
    UPDATE clocks
    SET attempts = attempts + 1,
        ring_at = CAST(:now AS timestamptz)
            + least(3600, 5 * 2 ^ attempts) * interval '1 second'
    WHERE kind = :kind AND subject = :subject AND due_at = :due
""")

MOST = 200  # clocks in one transaction
NAP = 0.25  # seconds between looks

log = logging.getLogger(__name__)


class Cancelled(Exception):
    """Somebody else cancelled or restarted a clock while it rang: what was done is undone."""


class ClockRunner:
    """Looks for clocks that are due, and gives them to their alarms."""

    def __init__(
        self, begin: BeginWork, alarms: Sequence[Alarm], pulse: Pulse, telemetry: Telemetry
    ) -> None:
        self._begin = begin
        self._alarms: Mapping[str, Alarm] = {alarm.kind: alarm for alarm in alarms}
        self._pulse = pulse
        self._telemetry = telemetry

    async def run(self) -> None:
        while True:
            try:
                rung = await self.ring_due()
            except Exception as error:  # noqa: BLE001 # the database is away: look again
                log.warning("clocks look again after %s", type(error).__name__)
                rung = 0
            self._pulse.beat()
            if rung < MOST:
                await asyncio.sleep(NAP)

    async def ring_due(self) -> int:
        """Ring what is due now; how many there were."""
        async with self._begin() as work:
            due = await self._due(work)
        try:
            await self._ring(due)
        except Exception as error:  # noqa: BLE001 # one of them cannot be rung: find out which
            if due:
                log.warning("clocks are rung one by one after %s", type(error).__name__)
            for clock in due:
                await self._alone(clock)
        return len(due)

    async def _due(self, work: Work) -> list[Clock]:
        rows = await work.db.execute(
            DUE, {"now": work.now, "kinds": list(self._alarms), "most": MOST}
        )
        return sorted((_clock(row) for row in rows), key=lambda clock: clock.kind)

    async def _alone(self, clock: Clock) -> None:
        try:
            await self._ring([clock])
        except Cancelled:
            return
        except Exception as error:  # noqa: BLE001 # later again: a term is never dropped
            log.error("clock %s postponed after %s", clock.kind, type(error).__name__)
            async with self._begin() as work:
                named = {"kind": clock.kind, "subject": clock.subject, "due": clock.due_at}
                await work.db.execute(POSTPONE, {**named, "now": work.now})

    async def _ring(self, due: Sequence[Clock]) -> None:
        if not due:
            return
        async with self._begin() as work:
            if not (await work.db.execute(ALONE)).scalar_one():
                return
            for kind, clocks in groupby(due, key=lambda clock: clock.kind):
                events = await self._alarms[kind](list(clocks), work)
                work.outbox.add([Announcement(event, Cause()) for event in events])
            await _stop(due, work)
        self._report(due, work)

    def _report(self, due: Sequence[Clock], work: Work) -> None:
        for clock in due:
            self._telemetry.clocks_fired.labels(clock.kind).inc()
            late = (work.now - clock.due_at).total_seconds()
            self._telemetry.clocks_late_seconds.observe(max(late, 0))


async def _stop(due: Sequence[Clock], work: Work) -> None:
    """Take the rung clocks away, save those that their alarm cancelled or started anew."""
    due = [clock for clock in due if clock.key not in work.clocks.changed]
    rows = await work.db.execute(
        STOP,
        {
            "kinds": [clock.kind for clock in due],
            "subjects": [clock.subject for clock in due],
            "due": [clock.due_at for clock in due],
        },
    )
    if len(rows.all()) != len(due):
        raise Cancelled


def _clock(row: Row[tuple[object, ...]]) -> Clock:
    about = json.loads(row.about) if isinstance(row.about, str) else row.about
    return Clock(row.kind, row.subject, row.due_at, about)
