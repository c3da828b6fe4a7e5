"""Conflicts of interest: an organisation says of which providers it takes no questions over."""

from datetime import date
from uuid import UUID

from chassis.clocks.terms import AMSTERDAM
from chassis.http.router import Begin, Router
from fastapi import status
from pydantic import BaseModel

from routing.assignment.api.capacity import ForItself, must_speak_for, organisation_of
from routing.assignment.repository.conflicts import Conflicts
from routing.shared.pagination import Paged

router = Router(prefix="/organisations/{organisation_id}/conflicts-of-interest", tags=["deciding"])


class ConflictView(BaseModel):
    provider_id: UUID
    declared_on: date


@router.put(
    "/{provider_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Declare an interest in the questions of a provider",
)
async def put_conflict_of_interest(
    organisation_id: UUID, provider_id: UUID, caller: ForItself, work: Begin
) -> None:
    must_speak_for(caller, await organisation_of(organisation_id, work))
    today = work.now.astimezone(AMSTERDAM).date()
    await Conflicts(work.db, organisation_id).declare(provider_id, today)


@router.delete(
    "/{provider_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Say that there is no such interest any more",
)
async def delete_conflict_of_interest(
    organisation_id: UUID, provider_id: UUID, caller: ForItself, work: Begin
) -> None:
    must_speak_for(caller, await organisation_of(organisation_id, work))
    await Conflicts(work.db, organisation_id).take_back(provider_id)


@router.get("", summary="The providers in whose questions the organisation has an interest")
async def list_conflicts_of_interest(
    organisation_id: UUID, caller: ForItself, page: Paged, work: Begin
) -> list[ConflictView]:
    must_speak_for(caller, await organisation_of(organisation_id, work))
    found = await Conflicts(work.db, organisation_id).every(page.most, page.passed)
    return [ConflictView.model_validate(conflict, from_attributes=True) for conflict in found]
