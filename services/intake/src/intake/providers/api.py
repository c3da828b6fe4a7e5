"""The register of sports providers, kept by the desks (S1, A01; S2, B04)."""

from typing import Annotated
from uuid import UUID

from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import Forbidden, NotFound
from chassis.http.router import Begin, Router
from chassis.http.versions import KnownVersion, check_version
from chassis.work import Work
from contracts.shapes import MunicipalityCode
from fastapi import Depends, Query, Response

from intake.details.processing import log_reading
from intake.providers.domain import Provider
from intake.providers.register import enter, in_municipality_of_today, judge
from intake.providers.register_repository import Register
from intake.providers.schemas import (
    PersonalData,
    ProviderForm,
    ProviderPage,
    ProviderShown,
    shown_of,
)
from intake.shared.municipalities import known_as
from intake.shared.scope import Scope

router = Router(tags=["providers"])

Keeper = Annotated[Caller, Depends(allowed(Role.COORDINATOR, Role.ADMINISTRATOR))]


def kept_by(caller: Caller) -> Scope:
    return Scope(
        municipalities=sorted(caller.municipalities or ()),
        everywhere=caller.municipalities is None,
    )


@router.put("/providers/{provider_id}")
async def put_provider(
    provider_id: UUID,
    form: ProviderForm,
    caller: Keeper,
    known: KnownVersion,
    response: Response,
    work: Begin,
) -> ProviderShown:
    """A new entry, or all of it from now on; one that a question made is completed so."""
    if not caller.may_see(form.municipality_code):
        raise Forbidden("other-municipality", "Deze gemeente hoort niet bij uw loket.")
    entry = in_municipality_of_today(form.provider(provider_id), work.now)
    await Register(work.db).ensure([entry], work.now)
    [judged] = await judge([entry], work)
    if judged.before is None or not caller.may_see(judged.before.municipality_code):
        raise not_found()
    check_version(known, judged.before.version, "Lees eerst wat er nu over de aanbieder staat.")
    await enter([judged], work)
    return _answer(judged.after if judged.is_changed else judged.before, response)


@router.get("/providers/{provider_id}")
async def get_provider(
    provider_id: UUID, caller: Keeper, response: Response, work: Begin
) -> ProviderShown:
    return _answer(await _one(provider_id, caller, work), response)


@router.get("/providers/{provider_id}/personal-data")
async def get_personal_data(provider_id: UUID, caller: Keeper, work: Begin) -> PersonalData:
    """Each reading is logged."""
    provider = await _one(provider_id, caller, work)
    log_reading("register", str(provider_id), work)
    name = provider.name if provider.is_person else None
    return PersonalData(name=name, kvk_number=provider.kvk_number)


@router.get("/providers")
async def list_providers(
    caller: Keeper,
    work: Begin,
    code: Annotated[MunicipalityCode | None, Query(alias="municipalityCode")] = None,
    after: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> ProviderPage:
    codes = known_as(code, work.now) if code else None
    found = await Register(work.db).page(kept_by(caller), codes=codes, after=after, limit=limit + 1)
    return ProviderPage(
        items=[shown_of(provider) for provider in found[:limit]],
        next=found[limit - 1].id if len(found) > limit else None,
    )


async def _one(provider_id: UUID, caller: Caller, work: Work) -> Provider:
    found = await Register(work.db).page(kept_by(caller), provider_id=provider_id)
    if not found:
        raise not_found()
    return found[0]


def _answer(provider: Provider, response: Response) -> ProviderShown:
    response.headers["ETag"] = f'"{provider.version}"'
    return shown_of(provider)


def not_found() -> NotFound:
    return NotFound("no-such-provider", "Deze aanbieder is er niet, of u mag hem niet zien.")
