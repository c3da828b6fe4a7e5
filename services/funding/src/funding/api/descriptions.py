"""Reading the free text of an application, and saying what for."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from chassis.http.router import Begin, Router
from fastapi import Query
from pydantic import BaseModel

from funding.api.steps import found
from funding.domain.change import Actor
from funding.permissions import AnyCaller
from funding.repository.vault import Vault

router = Router(tags=["Aanvragen"])


class Purpose(StrEnum):
    """Waarvoor de tekst gelezen wordt."""

    ADMISSIBILITY = "admissibility"
    ASSESSMENT = "assessment"
    SETTLEMENT = "settlement"
    OBJECTION = "objection"
    OWN_APPLICATION = "own_application"


class ShownDescription(BaseModel):
    """Een toelichting van de aanvrager."""

    kind: str
    description: str
    put_at: datetime


class ShownDescriptions(BaseModel):
    """De toelichtingen bij een aanvraag, de oudste eerst."""

    descriptions: list[ShownDescription]


@router.get("/applications/{application_id}/descriptions", summary="Toelichtingen lezen")
async def read_descriptions(
    application_id: UUID,
    purpose: Annotated[Purpose, Query()],
    caller: AnyCaller,
    work: Begin,
) -> ShownDescriptions:
    """Dat ze gelezen zijn, en waarvoor, wordt vastgelegd."""
    await found(application_id, caller, work)
    role = min(caller.roles)
    rows = await Vault(work.db).read(
        application_id, purpose, Actor(role, caller.organisation_id), work.now
    )
    return ShownDescriptions(
        descriptions=[
            ShownDescription(
                kind=row.kind, description=row.content["description"], put_at=row.put_at
            )
            for row in rows
        ]
    )
