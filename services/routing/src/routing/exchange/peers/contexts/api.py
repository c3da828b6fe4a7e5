"""The circumstances of municipalities, and offices that work in the same ones (S2, F06)."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from chassis.http.versions import KnownVersion, check_version
from contracts.shapes import Code
from contracts.vocabulary import SizeClass
from fastapi import Query, Response, status
from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from routing.exchange.peers.contexts.domain import Context, compare, nearest_first
from routing.exchange.peers.contexts.repository import Contexts, RecordedContext
from routing.shared.http import (
    WITH_A_TOKEN,
    Administrator,
    MunicipalityCode,
    Shape,
    must_administer,
)

router = Router(tags=["context"])

Fifth = Annotated[int, Field(strict=True, ge=1, le=5)]


class ContextEntry(Shape):
    region: Code
    """Municipalities of one region are each other's neighbours."""
    size: SizeClass
    urbanity: Fifth
    """From 1, a village, to 5, a big city."""
    social_diversity: Fifth
    """From 1, little, to 5, much."""
    latitude: Annotated[float | None, Field(ge=50, le=54)] = None
    longitude: Annotated[float | None, Field(ge=3, le=8)] = None

    @model_validator(mode="after")
    def _both_or_none(self) -> Self:
        if (self.latitude is None) is not (self.longitude is None):
            raise PydanticCustomError("half_a_place", "a place has a latitude and a longitude")
        return self


class ContextView(BaseModel):
    municipality_code: str
    region: str
    size: SizeClass
    urbanity: int
    social_diversity: int
    latitude: float | None
    longitude: float | None
    version: int
    recorded_at: datetime


class OfficePeerView(BaseModel):
    office_id: UUID
    likeness: float
    """From 0, nothing alike, to 1, the same: by size, urbanity and social diversity."""
    same_region: bool
    distance_km: float | None


class OfficePeerOrder(StrEnum):
    LIKENESS = "likeness"
    DISTANCE = "distance"


@router.put(
    "/municipalities/{municipality_code}/context-profile",
    summary="Record the circumstances of a municipality",
    responses={status.HTTP_201_CREATED: {"model": ContextView}},
)
async def put_context_profile(
    municipality_code: MunicipalityCode,
    entry: ContextEntry,
    caller: Administrator,
    known: KnownVersion,
    work: Begin,
    response: Response,
) -> ContextView:
    must_administer(caller, [municipality_code])
    before = await Contexts(work.db).locked(municipality_code)
    check_version(known, before.version if before else 0, "Het profiel is bijgewerkt.")
    context = Context(municipality_code=municipality_code, **entry.model_dump())
    await Contexts(work.db).record(context, work.now)
    response.status_code = status.HTTP_200_OK if before else status.HTTP_201_CREATED
    return await _found(municipality_code, work, response)


@router.get(
    "/municipalities/{municipality_code}/context-profile",
    summary="The circumstances of a municipality",
    dependencies=WITH_A_TOKEN,
)
async def get_context_profile(
    municipality_code: MunicipalityCode, work: Begin, response: Response
) -> ContextView:
    return await _found(municipality_code, work, response)


@router.get(
    "/pos-offices/{office_id}/peers",
    summary="Other offices, those that work in the same circumstances first",
    dependencies=WITH_A_TOKEN,
)
async def list_office_peers(
    office_id: UUID,
    work: Begin,
    order: Annotated[OfficePeerOrder, Query()] = OfficePeerOrder.LIKENESS,
    page_size: Annotated[int, Query(alias="pageSize", ge=1, le=50)] = 10,
) -> list[OfficePeerView]:
    offices = await Contexts(work.db).offices(office_id)
    own = offices.pop(office_id, None)
    if own is None:
        raise NotFound("no-such-office", "Dit POS-kantoor is er niet.")
    peers = compare(own, offices.values())
    ordered = nearest_first(peers) if order is OfficePeerOrder.DISTANCE else peers
    return [OfficePeerView.model_validate(p, from_attributes=True) for p in ordered[:page_size]]


async def _found(code: str, work: Begin, response: Response) -> ContextView:
    recorded: RecordedContext | None = await Contexts(work.db).one(code)
    if recorded is None:
        raise NotFound("no-context-profile", "Van deze gemeente is geen profiel bekend.")
    response.headers["ETag"] = f'"{recorded.version}"'
    values = {name: getattr(recorded.context, name, None) for name in ContextView.model_fields}
    recorded_members = {"version": recorded.version, "recorded_at": recorded.recorded_at}
    return ContextView.model_validate({**values, **recorded_members})
