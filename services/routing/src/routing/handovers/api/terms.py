"""The terms that a municipality works with: for clocks that start from now on."""

from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from chassis.clocks.terms import Term
from chassis.http.problems import Conflict, NotFound
from chassis.http.router import Begin, Router
from chassis.http.versions import KnownVersion, check_version
from chassis.work import Work
from contracts.network import TermsSet
from fastapi import Response
from pydantic import BaseModel, Field

from routing.assignment.repository.network import municipality_of
from routing.case.municipality_terms_repository import MunicipalityTerms, TermsOf
from routing.shared.http import (
    WITH_A_TOKEN,
    Administrator,
    MunicipalityCode,
    Shape,
    must_administer,
)

router = Router(prefix="/municipalities/{municipality_code}/terms", tags=["deciding"])

LENGTH: Final = r"^([1-9][0-9]{0,2}bd|PT[1-9][0-9]{0,5}S)$"
Length = Annotated[str, Field(pattern=LENGTH, examples=["2bd"])]
"""Business days, or seconds."""


class TermsEntry(Shape):
    """All that are its own; what is not named is as everybody has it."""

    triage: Length | None = None
    provider_reminder: Length | None = None
    provider_silence: Length | None = None
    provider_check: Length | None = None
    acknowledge: Length | None = None
    reply: Length | None = None
    information: Length | None = None
    contact: Length | None = None
    progress: Length | None = None
    cancellation: Length | None = None
    decision: Length | None = None

    @property
    def named(self) -> dict[str, Term]:
        return {name: Term(length) for name, length in dict(self).items() if length}


class TermsView(BaseModel):
    municipality_code: str
    terms: dict[str, str]
    version: int
    recorded_at: datetime


@router.put("", summary="Set the terms of a municipality, for clocks that start from now on")
async def put_terms(
    municipality_code: MunicipalityCode,
    entry: TermsEntry,
    caller: Administrator,
    known: KnownVersion,
    work: Begin,
    response: Response,
) -> TermsView:
    must_administer(caller, [municipality_code])
    terms = MunicipalityTerms(work.db)
    await terms.set_alone(municipality_code)
    history = await terms.history(municipality_code)
    before = history[-1] if history else None
    version = before.version if before else 0
    check_version(known, version, "De termijnen zijn opnieuw vastgelegd.")
    if before and before.terms == entry.named:
        return _view(before, response)
    after = TermsOf(municipality_code, version + 1, entry.named, work.now)
    await terms.add(after)
    work.announce(await _fact(after, work))
    return _view(after, response)


@router.get("", summary="The terms of a municipality that are its own", dependencies=WITH_A_TOKEN)
async def get_terms(
    municipality_code: MunicipalityCode, work: Begin, response: Response
) -> TermsView:
    history = await MunicipalityTerms(work.db).history(municipality_code)
    if not history:
        raise NotFound("no-own-terms", "Deze gemeente heeft geen eigen termijnen.")
    return _view(history[-1], response)


@router.get(
    "/versions",
    summary="All versions of the terms of a municipality, the first one first",
    dependencies=WITH_A_TOKEN,
)
async def list_terms_versions(municipality_code: MunicipalityCode, work: Begin) -> list[TermsView]:
    history = await MunicipalityTerms(work.db).history(municipality_code)
    return [TermsView.model_validate(version, from_attributes=True) for version in history]


async def _fact(terms: TermsOf, work: Work) -> TermsSet:
    municipality: UUID | None = await municipality_of(terms.municipality_code, work.db)
    if municipality is None:
        detail = "Leg eerst de gemeente zelf vast als organisatie."
        raise Conflict("no-municipality", "Deze gemeente is niet bekend.", detail)
    return TermsSet(
        organisation_id=municipality,
        municipality_code=terms.municipality_code,
        version=terms.version,
        occurred_at=terms.recorded_at,
        terms=dict(terms.terms),
    )


def _view(terms: TermsOf, response: Response) -> TermsView:
    response.headers["ETag"] = f'"{terms.version}"'
    return TermsView.model_validate(terms, from_attributes=True)
