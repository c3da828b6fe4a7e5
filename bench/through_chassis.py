"""The same work as a service of this project does it; run as `consumers` or as `relay`."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from chassis.database.tables import new_metadata
from chassis.kafka.handlers import hears
from chassis.process.run import run
from chassis.process.service import Service
from chassis.settings import ChassisSettings
from chassis.work import Work
from fastapi import APIRouter
from pydantic_settings import SettingsConfigDict
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bench.place import Place
from bench.pots import Put, Totalled

LOAD = text("""
    SELECT pot_id, total_cents, version FROM pots
    WHERE pot_id = ANY(CAST(:pots AS uuid[])) ORDER BY pot_id FOR UPDATE
""")
KEEP = text("""
    INSERT INTO pots (pot_id, total_cents, version)
    SELECT * FROM unnest(
        CAST(:pots AS uuid[]), CAST(:totals AS bigint[]), CAST(:versions AS integer[])
    ) AS kept (pot_id, total_cents, version)
    ORDER BY pot_id
    ON CONFLICT (pot_id) DO UPDATE
    SET total_cents = excluded.total_cents, version = excluded.version
""")


class Settings(ChassisSettings):
    model_config = SettingsConfigDict(env_prefix="BENCH_")


@dataclass(frozen=True, slots=True)
class Pot:
    pot_id: UUID
    total_cents: int = 0
    version: int = 0


def grown(pot: Pot, put: Put) -> Pot:
    return Pot(pot.pot_id, pot.total_cents + put.cents, pot.version + 1)


class Pots:
    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def of(self, puts: Sequence[Put]) -> Mapping[UUID, Pot]:
        rows = await self._db.execute(LOAD, {"pots": [put.pot_id for put in puts]})
        return {row.pot_id: Pot(*row) for row in rows}

    async def keep(self, pots: Sequence[Pot]) -> None:
        await self._db.execute(
            KEEP,
            {
                "pots": [pot.pot_id for pot in pots],
                "totals": [pot.total_cents for pot in pots],
                "versions": [pot.version for pot in pots],
            },
        )


@hears(Put)
async def add_up(puts: Sequence[Put], work: Work) -> list[Totalled]:
    pots = Pots(work.db)
    known = await pots.of(puts)
    kept = [grown(known.get(put.pot_id, Pot(put.pot_id)), put) for put in puts]
    await pots.keep(kept)
    return [
        Totalled(
            municipality_code=put.municipality_code,
            version=pot.version,
            occurred_at=work.now,
            pot_id=pot.pot_id,
            by_organisation_id=put.by_organisation_id,
            total_cents=pot.total_cents,
        )
        for pot, put in zip(kept, puts, strict=True)
    ]


service = Service(
    name=Place.told().group,
    title="Bench",
    version="1.0.0",
    description="Adds up what is put into pots.",
    settings=Settings,
    metadata=new_metadata(),
    router=APIRouter(),
    handlers=[add_up],
)

if __name__ == "__main__":
    run(service, Settings(), sys.argv[1:])
