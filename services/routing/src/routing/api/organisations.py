"""The organisations of the network: who they are and where they work."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from chassis.http import Begin, Router
from chassis.problems import NotFound
from contracts.shapes import MunicipalityCode
from contracts.vocabulary import OrganisationKind
from fastapi import Response, status
from pydantic import AfterValidator, BaseModel, Field
from pydantic_core import PydanticCustomError

from routing.api.shapes import WITH_A_TOKEN, Administrator, Name, Paged, Shape, must_administer
from routing.recording import record_organisation
from routing.repository.organisations import Organisation, Organisations

router = Router(prefix="/organisations", tags=["organisations"])


def _each_once(codes: list[str]) -> list[str]:
    if len(set(codes)) < len(codes):
        raise PydanticCustomError("repeated", "a municipality stands here twice")
    return codes


class OrganisationEntry(Shape):
    kind: OrganisationKind
    name: Name
    municipality_codes: Annotated[
        list[MunicipalityCode],
        Field(min_length=1, max_length=400, json_schema_extra={"uniqueItems": True}),
        AfterValidator(_each_once),
    ]
    """The first is where it is at home."""


class OrganisationView(BaseModel):
    organisation_id: UUID
    kind: OrganisationKind
    name: str
    municipality_codes: list[str]
    version: int
    recorded_at: datetime


@router.put(
    "/{organisation_id}",
    summary="Record an organisation",
    responses={status.HTTP_201_CREATED: {"model": OrganisationView}},
)
async def put_organisation(
    organisation_id: UUID,
    entry: OrganisationEntry,
    caller: Administrator,
    work: Begin,
    response: Response,
) -> OrganisationView:
    known = await Organisations(work.db).one(organisation_id)
    must_administer(
        caller, [*entry.municipality_codes, *(known.municipality_codes if known else ())]
    )
    await record_organisation(
        organisation_id, entry.kind, entry.name, entry.municipality_codes, work
    )
    response.status_code = status.HTTP_200_OK if known else status.HTTP_201_CREATED
    return await _found(organisation_id, work)


@router.get("/{organisation_id}", summary="An organisation", dependencies=WITH_A_TOKEN)
async def get_organisation(organisation_id: UUID, work: Begin) -> OrganisationView:
    return await _found(organisation_id, work)


@router.get("", summary="The organisations, by name", dependencies=WITH_A_TOKEN)
async def list_organisations(page: Paged, work: Begin) -> list[OrganisationView]:
    found = await Organisations(work.db).every(page.code, page.most, page.passed)
    return [_view(organisation) for organisation in found]


async def _found(organisation_id: UUID, work: Begin) -> OrganisationView:
    organisation = await Organisations(work.db).one(organisation_id)
    if organisation is None:
        raise NotFound("no-such-organisation", "Deze organisatie is niet bekend.")
    return _view(organisation)


def _view(organisation: Organisation) -> OrganisationView:
    return OrganisationView.model_validate(organisation, from_attributes=True)
