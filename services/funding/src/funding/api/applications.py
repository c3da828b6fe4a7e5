"""Asking for money, and looking at what was asked."""

from typing import Annotated
from uuid import UUID

from chassis.http.caller import Caller
from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from chassis.work import Work
from fastapi import Query, status
from pydantic.json_schema import SkipJsonSchema

from funding.api.steps import found
from funding.domain.application import Application
from funding.domain.change import Actor
from funding.domain.life_cycle import State
from funding.permissions import AnyCaller, Applicant, TermsNow, scope_of
from funding.repository.applications import Applications, Wanted
from funding.repository.budget_lines import Agreed, BudgetLines
from funding.repository.vault import Vault
from funding.schemas.applications import ShownApplication, ShownApplications, show
from funding.schemas.new_application import NewApplication
from funding.settings import Terms
from funding.submit import submit_application

router = Router(tags=["Aanvragen"])


@router.post(
    "/applications",
    status_code=status.HTTP_201_CREATED,
    summary="Geld aanvragen",
    responses={status.HTTP_404_NOT_FOUND: {"description": "Deze budgetregel bestaat niet."}},
)
async def apply(
    body: NewApplication, caller: Applicant, work: Begin, terms: TermsNow
) -> ShownApplication:
    """Wat de regels uitsluiten, wordt meteen afgewezen: het antwoord zegt waarom."""
    agreed = await BudgetLines(work.db).find(body.budget_line_id, caller.municipalities)
    if agreed is None:
        raise NotFound("budget-line-not-found", "Deze budgetregel bestaat niet.")
    draft = body.made(agreed, caller, work.now)
    await Applications(work.db).add(draft)
    return show(await _take_in(draft, body, agreed, caller, terms, work), terms)


@router.get("/applications", summary="Aanvragen bekijken")
async def list_applications(
    caller: AnyCaller,
    work: Begin,
    terms: TermsNow,
    state: State | SkipJsonSchema[None] = None,
    budget_line_id: Annotated[UUID | SkipJsonSchema[None], Query(alias="budgetLineId")] = None,
    overdue: bool | SkipJsonSchema[None] = None,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    page_size: Annotated[int, Query(alias="pageSize", ge=1, le=100)] = 20,
) -> ShownApplications:
    """Medewerkers zien die van hun gemeenten, aanvragers hun eigen."""
    wanted = Wanted(page_size, (page - 1) * page_size, state, budget_line_id, overdue)
    listed = await Applications(work.db).list(wanted, scope_of(caller))
    return ShownApplications(applications=[show(each, terms) for each in listed])


@router.get("/applications/{application_id}", summary="Een aanvraag bekijken")
async def get_application(
    application_id: UUID, caller: AnyCaller, work: Begin, terms: TermsNow
) -> ShownApplication:
    return show(await found(application_id, caller, work), terms)


async def _take_in(
    draft: Application,
    body: NewApplication,
    agreed: Agreed,
    caller: Caller,
    terms: Terms,
    work: Work,
) -> Application:
    actor = Actor("partner", caller.organisation_id)
    if body.description:
        await Vault(work.db).keep(draft.id, "application", body.description, actor, work.now)
    if body.draft:
        return draft
    return await submit_application(draft, agreed, actor, terms, work)
