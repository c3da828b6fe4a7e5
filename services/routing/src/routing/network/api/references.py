"""The field that members are compared with: given as data, per municipality."""

from datetime import datetime
from typing import Annotated

from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from chassis.work import Work
from contracts.shapes import Code, Day
from contracts.vocabulary import SizeClass
from fastapi import Path
from pydantic import Field

from routing.network.domain.representativeness import InTheField
from routing.network.repository.references import References
from routing.shared.http import (
    WITH_A_TOKEN,
    Administrator,
    MunicipalityCode,
    Shape,
    must_administer,
)

router = Router(prefix="/municipalities", tags=["network"])

Municipality = Annotated[MunicipalityCode, Path()]


class NumberEntry(Shape):
    discipline: Code
    size: SizeClass | None = None
    providers: Annotated[int, Field(strict=True, ge=0, le=100_000)]


class ReferenceEntry(Shape):
    as_of: Day
    numbers: Annotated[list[NumberEntry], Field(min_length=1, max_length=1000)]


class ReferenceView(ReferenceEntry):
    municipality_code: str
    version: int
    recorded_at: datetime


@router.put("/{code}/reference-distribution", summary="Record how many providers there are")
async def put_reference_distribution(
    code: Municipality, entry: ReferenceEntry, caller: Administrator, work: Begin
) -> ReferenceView:
    must_administer(caller, [code])
    numbers = [
        InTheField(number.discipline, number.providers, number.size) for number in entry.numbers
    ]
    await References(work.db).record(code, entry.as_of, numbers, work.now)
    return await _found(code, work)


@router.get(
    "/{code}/reference-distribution",
    summary="How many providers there are",
    dependencies=WITH_A_TOKEN,
)
async def get_reference_distribution(code: Municipality, work: Begin) -> ReferenceView:
    return await _found(code, work)


async def _found(code: str, work: Work) -> ReferenceView:
    found = await References(work.db).of([code])
    if not found:
        raise NotFound("no-reference", "Van deze gemeente zijn er geen aantallen.")
    return ReferenceView.model_validate(found[0], from_attributes=True)
