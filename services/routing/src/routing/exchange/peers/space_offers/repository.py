"""Space: who asks for it, and who offers it (S2, R17 and R18)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.database.bulk import insert_into
from contracts.intake import QuestionReceived
from contracts.vocabulary import ProviderKind
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.exchange.peers.tables import space_offers, space_requests
from routing.shared.pagination import Page
from routing.shared.scope import Scope

ADD_REQUESTS = insert_into(space_requests, "ON CONFLICT DO NOTHING")
ADD_OFFER = insert_into(space_offers)

VISIBLE = """(
    by_organisation_id = CAST(:organisation_id AS uuid)
    OR CAST(:everywhere AS boolean)
    OR municipality_code = ANY(CAST(:municipalities AS text[]))
)"""

MANY = text(f"""
    SELECT * FROM space_offers
    WHERE {VISIBLE} AND (CAST(:code AS text) IS NULL OR municipality_code = :code)
    ORDER BY offered_at DESC, offer_id
    LIMIT :most OFFSET :passed
""")  # noqa: S608

WITHDRAW = text(f"""
    UPDATE space_offers SET state = 'withdrawn'
    WHERE offer_id = :offer_id AND state = 'offered' AND {VISIBLE}
    RETURNING *
""")  # noqa: S608


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceOffer:
    """`state`: offered or withdrawn."""

    offer_id: UUID
    municipality_code: str
    provider_id: UUID
    provider_kind: ProviderKind
    available_m2: int
    by_organisation_id: UUID
    state: str = "offered"
    offered_at: datetime


@dataclass(frozen=True)
class Space:
    db: AsyncConnection

    async def note(self, questions: Sequence[QuestionReceived]) -> None:
        """How much room the askers have, and would like to have."""
        rows = [
            {"question_id": q.question_id, "now_m2": q.space_now_m2, "wanted_m2": q.space_wanted_m2}
            for q in questions
            if q.space_wanted_m2
        ]
        await ADD_REQUESTS.write(self.db, rows)

    async def offer(self, offer: SpaceOffer) -> None:
        row = {field.name: getattr(offer, field.name) for field in fields(offer)}
        await ADD_OFFER.write(self.db, [row])

    async def offers(self, scope: Scope, page: Page) -> list[SpaceOffer]:
        """The latest first."""
        parameters = {**scope.parameters, **page.parameters}
        return [_offer(row) for row in await self.db.execute(MANY, parameters)]

    async def withdraw(self, offer_id: UUID, scope: Scope) -> SpaceOffer | None:
        """None when it is not there any more."""
        parameters = {**scope.parameters, "offer_id": offer_id}
        row = (await self.db.execute(WITHDRAW, parameters)).one_or_none()
        return _offer(row) if row else None


def _offer(row: Row[Any]) -> SpaceOffer:
    return SpaceOffer(**{**row._mapping, "provider_kind": ProviderKind.read(row.provider_kind)})
