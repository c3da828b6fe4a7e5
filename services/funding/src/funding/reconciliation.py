"""Whether the books are right: each line's balance, and the same computed from the ledger."""

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Final, cast
from uuid import UUID

from chassis.observability.health import Pulse
from chassis.process.runtime import Runtime
from chassis.process.service import BackgroundTask
from prometheus_client import Gauge
from sqlalchemy.ext.asyncio import AsyncConnection

from funding.domain.budget import Balance
from funding.repository.ledger import Ledger
from funding.settings import Settings

LOOK: Final = 10.0  # seconds between signs of life

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A budget line twice: as it is kept, and as its ledger says."""

    budget_line_id: UUID
    ceiling_cents: int
    balance: Balance
    ledger: Balance

    @property
    def is_exact(self) -> bool:
        return self.balance == self.ledger and self.balance.used_cents <= self.ceiling_cents


async def reconcile(db: AsyncConnection, line_id: UUID | None = None) -> list[Reconciled]:
    """One line, or all of them."""
    return [
        Reconciled(
            row.id,
            row.ceiling_cents,
            Balance(row.reserved_cents, row.committed_cents, row.paid_cents),
            Balance(
                int(row.ledger_reserved_cents),
                int(row.ledger_committed_cents),
                int(row.ledger_paid_cents),
            ),
        )
        for row in await Ledger(db).compare(line_id)
    ]


async def run(runtime: Runtime, pulse: Pulse) -> None:
    """Reconcile all lines now and then, and show how many are off."""
    every = cast(Settings, runtime.settings).reconcile_every_seconds
    off = Gauge(
        "sportloket_budget_lines_off",
        "Budget lines whose balance is not what their ledger says.",
        registry=runtime.telemetry.registry,
    )
    looked = -float(every)
    while True:
        if time.monotonic() - looked >= every:
            try:
                off.set(await _lines_off(runtime))
                looked = time.monotonic()
            except Exception as error:  # noqa: BLE001 # the database is away: later again
                log.warning("reconciliation failed: %s", type(error).__name__)
        pulse.beat()
        await asyncio.sleep(LOOK)


async def _lines_off(runtime: Runtime) -> int:
    async with runtime.begin() as work:
        wrong = [each for each in await reconcile(work.db) if not each.is_exact]
    for each in wrong:
        log.error("budget line %s is not what its ledger says", each.budget_line_id)
    return len(wrong)


reconciliation = BackgroundTask("reconciliation", run)
