"""Setting what a budget line holds, and looking at what is left of it."""

from uuid import UUID

from chassis.http.caller import Caller
from chassis.http.problems import BadRequest, Conflict, Forbidden, NotFound
from chassis.http.router import Begin, Router
from chassis.work import Work
from fastapi import Response, status

from funding.api.refusals import refusals_as_conflicts
from funding.permissions import Administrator, AnyCaller, Employee
from funding.reconciliation import reconcile
from funding.repository.budget_lines import Agreed, BudgetLines
from funding.repository.rule_sets import RuleSets
from funding.schemas.budget_lines import (
    ShownLineInFull,
    ShownLines,
    ShownReconciliation,
    ShownRuleSet,
    ShownRuleSets,
    show_in_full,
    show_line,
    show_reconciled,
)
from funding.schemas.new_budget_line import BudgetLineBody
from funding.set_budget_line import Agreement, LineElsewhere, agree

router = Router(tags=["Budgetregels"])


@router.put(
    "/budget-lines/{budget_line_id}",
    summary="Een budgetregel vastleggen",
    responses={status.HTTP_201_CREATED: {"model": ShownLineInFull, "description": "Nieuw."}},
)
async def put_budget_line(
    budget_line_id: UUID,
    body: BudgetLineBody,
    caller: Administrator,
    work: Begin,
    response: Response,
) -> ShownLineInFull:
    """Andere regels worden een nieuwe versie; de oude blijven te lezen."""
    if not caller.may_see(body.municipality_code):
        raise Forbidden("municipality-needed", "Uw token geldt niet voor deze gemeente.")
    if flaws := body.flaws():
        raise BadRequest("invalid-input", "Dit verzoek klopt niet.", errors=flaws)
    wanted = Agreement(
        body.municipality_code,
        body.programme.programme(),
        body.ceiling_cents,
        body.rules.rule_set(),
    )
    with refusals_as_conflicts():
        try:
            agreed, is_new = await agree(budget_line_id, wanted, work)
        except LineElsewhere as error:
            raise Conflict("line-elsewhere", "Dit is een budgetregel van elders.") from error
    response.status_code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
    return await _in_full(agreed, work)


@router.get("/budget-lines", summary="Budgetregels bekijken")
async def list_budget_lines(caller: AnyCaller, work: Begin) -> ShownLines:
    listed = await BudgetLines(work.db).list(caller.municipalities)
    return ShownLines(budget_lines=[show_line(each) for each in listed])


@router.get("/budget-lines/{budget_line_id}", summary="Een budgetregel bekijken")
async def get_budget_line(budget_line_id: UUID, caller: AnyCaller, work: Begin) -> ShownLineInFull:
    """Wat er in gebruik is en wat er over is, zoals bijgehouden en volgens het grootboek."""
    return await _in_full(await _found(budget_line_id, caller, work), work)


@router.get("/budget-lines/{budget_line_id}/rule-sets", summary="Alle versies van de regels")
async def list_rule_sets(budget_line_id: UUID, caller: AnyCaller, work: Begin) -> ShownRuleSets:
    await _found(budget_line_id, caller, work)
    versions = await RuleSets(work.db).history(budget_line_id)
    return ShownRuleSets(rule_sets=[ShownRuleSet.model_validate(version) for version in versions])


@router.get("/budget-lines/{budget_line_id}/reconciliation", summary="De boeken controleren")
async def get_reconciliation(
    budget_line_id: UUID, caller: Employee, work: Begin
) -> ShownReconciliation:
    await _found(budget_line_id, caller, work)
    (reconciled,) = await reconcile(work.db, budget_line_id)
    return show_reconciled(reconciled)


async def _found(line_id: UUID, caller: Caller, work: Work) -> Agreed:
    agreed = await BudgetLines(work.db).find(line_id, caller.municipalities)
    if agreed is None:
        raise NotFound("budget-line-not-found", "Deze budgetregel bestaat niet.")
    return agreed


async def _in_full(agreed: Agreed, work: Work) -> ShownLineInFull:
    current = (agreed.line.id, agreed.rule_set_version)
    rules = (await RuleSets(work.db).of([current]))[current]
    (reconciled,) = await reconcile(work.db, agreed.line.id)
    return show_in_full(agreed, rules, reconciled)
