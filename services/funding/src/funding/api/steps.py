"""Every step that people take with an application, and those that were taken."""

from uuid import UUID

from chassis.http.caller import Caller
from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from chassis.work import Work

from funding.api.refusals import refusals_as_conflicts
from funding.apply import apply, lines_moved
from funding.domain.application import Application
from funding.domain.change import Actor, Change
from funding.domain.life_cycle import Step
from funding.permissions import AnyCaller, TermsNow, actor_for, refuse_own_judgement, scope_of
from funding.repository.applications import Applications
from funding.repository.budget_lines import BudgetLines
from funding.repository.history import History
from funding.repository.rule_sets import RuleSets
from funding.repository.vault import Vault
from funding.schemas.applications import ShownApplication, ShownStep, ShownSteps, show
from funding.schemas.step_body import StepContext
from funding.schemas.steps import AnyStep, DescribedStep
from funding.settings import Terms
from funding.submit import submit_application

router = Router(tags=["Aanvragen"])


@router.post("/applications/{application_id}/steps", summary="Een stap zetten met een aanvraag")
async def take_step(
    application_id: UUID, body: AnyStep, caller: AnyCaller, work: Begin, terms: TermsNow
) -> ShownApplication:
    """Welke stappen kunnen, hangt af van de staat van de aanvraag en van uw rol."""
    before = await found(application_id, caller, work, lock=True)
    actor = actor_for(body.step, before, caller)
    refuse_own_judgement(body.step, before, caller)
    with refusals_as_conflicts():
        after = await _take(before, body, actor, terms, work)
    if isinstance(body, DescribedStep) and body.description:
        await Vault(work.db).keep(before.id, body.step, body.description, actor, work.now)
    return show(after, terms)


@router.get("/applications/{application_id}/steps", summary="De geschiedenis van een aanvraag")
async def list_steps(application_id: UUID, caller: AnyCaller, work: Begin) -> ShownSteps:
    await found(application_id, caller, work)
    taken = await History(work.db).of(application_id)
    return ShownSteps(steps=[ShownStep.model_validate(step) for step in taken])


async def found(
    application_id: UUID, caller: Caller, work: Work, *, lock: bool = False
) -> Application:
    """What the caller may not see is not there."""
    application = await Applications(work.db).find(application_id, scope_of(caller), lock=lock)
    if application is None:
        raise NotFound("application-not-found", "Deze aanvraag bestaat niet.")
    return application


async def _take(
    before: Application, body: AnyStep, actor: Actor, terms: Terms, work: Work
) -> Application:
    """The budget line, on which others wait, is locked last."""
    if body.step is Step.SUBMIT:
        agreed = await BudgetLines(work.db).of(before.budget_line_id)
        return await submit_application(before, agreed, actor, terms, work)
    version = (before.budget_line_id, before.rule_set_version)
    rules = (await RuleSets(work.db).of([version]))[version]
    after = body.after(before, StepContext(rules, terms, work.now))
    reason = getattr(body, "reason", None)
    change = Change(before, after, body.step, actor, reason, body.about)
    lines = await BudgetLines(work.db).lock(lines_moved([change]))
    work.announce(*(event for _, event in await apply([change], lines, work)))
    return after
