"""Advice: who sees which, and what is locked for who is going to change it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from chassis.database.bulk import insert_into, replacing
from contracts.vocabulary import AdviceResponse, Theme
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.exchange.advice.domain import Advice, AdviceState
from routing.exchange.signals.tables import advice
from routing.shared.pagination import Page
from routing.shared.scope import Scope

KEEP = insert_into(advice, replacing(advice))

VISIBLE = """(
    CAST(:organisation_id AS uuid) IN (adviser_organisation_id, advised_organisation_id)
    OR CAST(:everywhere AS boolean)
    OR municipality_code = ANY(CAST(:municipalities AS text[]))
)"""

ONE = text(f"SELECT * FROM advice WHERE advice_id = :advice_id AND {VISIBLE}")  # noqa: S608

MANY = text(f"""
    SELECT * FROM advice
    WHERE {VISIBLE}
      AND (CAST(:code AS text) IS NULL OR municipality_code = :code)
      AND (CAST(:state AS text) IS NULL OR state = :state)
    ORDER BY begun_at DESC, advice_id
    LIMIT :most OFFSET :passed
""")  # noqa: S608

LOCK = text("""
    SELECT * FROM advice WHERE advice_id = ANY(CAST(:ids AS uuid[]))
    ORDER BY advice_id FOR UPDATE
""")

WAITING_FOR = text("""
    SELECT * FROM advice
    WHERE (state = 'requested' AND adviser_organisation_id = :organisation_id)
       OR (state = 'issued' AND advised_organisation_id = :organisation_id)
    ORDER BY due_at, advice_id
""")


@dataclass(frozen=True)
class Advices:
    db: AsyncConnection

    async def save(self, changed: Sequence[Advice]) -> None:
        rows = [{f.name: getattr(each, f.name) for f in fields(each)} for each in changed]
        await KEEP.write(self.db, rows)

    async def one(self, advice_id: UUID, scope: Scope) -> Advice | None:
        parameters = {**scope.parameters, "advice_id": advice_id}
        row = (await self.db.execute(ONE, parameters)).one_or_none()
        return _advice(row) if row else None

    async def visible_to(self, scope: Scope, state: AdviceState | None, page: Page) -> list[Advice]:
        """The latest first."""
        parameters = {**scope.parameters, **page.parameters, "state": state}
        return [_advice(row) for row in await self.db.execute(MANY, parameters)]

    async def locked(self, ids: Collection[UUID]) -> list[Advice]:
        return [_advice(row) for row in await self.db.execute(LOCK, {"ids": list(ids)})]

    async def waiting_for(self, organisation_id: UUID) -> list[Advice]:
        """What is most urgent first."""
        rows = await self.db.execute(WAITING_FOR, {"organisation_id": organisation_id})
        return [_advice(row) for row in rows]


def _advice(row: Row[Any]) -> Advice:
    response = row.response and AdviceResponse.read(row.response)
    read = {"theme": Theme.read(row.theme), "state": AdviceState(row.state), "response": response}
    return Advice(**{**row._mapping, **read})
