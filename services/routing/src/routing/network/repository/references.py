"""How many providers there are in a municipality, by discipline and size (S2, M03)."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from pydantic import TypeAdapter
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.network.domain.representativeness import InTheField

RECORD = text("""
    INSERT INTO reference_distributions AS known
        (municipality_code, version, as_of, numbers, recorded_at)
    VALUES (:code, 1, :as_of, CAST(:numbers AS jsonb), :now)
    ON CONFLICT (municipality_code) DO UPDATE
    SET version = known.version + 1, as_of = excluded.as_of, numbers = excluded.numbers,
        recorded_at = excluded.recorded_at
    WHERE (known.as_of, known.numbers) IS DISTINCT FROM (excluded.as_of, excluded.numbers)
""")

NUMBERS = TypeAdapter(list[InTheField])

OF = text("""
    SELECT * FROM reference_distributions
    WHERE municipality_code = ANY(CAST(:codes AS text[])) ORDER BY municipality_code
""")


@dataclass(frozen=True, slots=True)
class Reference:
    municipality_code: str
    version: int
    as_of: date
    numbers: Sequence[InTheField]
    recorded_at: datetime


@dataclass(frozen=True)
class References:
    db: AsyncConnection

    async def record(
        self, code: str, as_of: date, numbers: Sequence[InTheField], now: datetime
    ) -> None:
        rows = json.dumps([asdict(number) for number in numbers])
        parameters = {"code": code, "as_of": as_of, "numbers": rows, "now": now}
        await self.db.execute(RECORD, parameters)

    async def of(self, codes: Collection[str]) -> list[Reference]:
        rows = await self.db.execute(OF, {"codes": list(codes)})
        return [
            Reference(**{**row._mapping, "numbers": NUMBERS.validate_python(row.numbers)})
            for row in rows
        ]
