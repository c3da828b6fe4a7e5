"""Takes an application in: refuses what the rules keep out, or gets it in line."""

from chassis.clocks.terms import AMSTERDAM, due
from chassis.work import Work

from funding.apply import apply
from funding.domain.application import Application
from funding.domain.change import Actor, Change
from funding.domain.life_cycle import Step
from funding.domain.rules import RuleSet, why_refused
from funding.domain.steps import reject, submit
from funding.events import allotment_requested
from funding.repository.budget_lines import Agreed
from funding.repository.rule_sets import RuleSets
from funding.settings import Terms


async def submit_application(
    draft: Application, agreed: Agreed, actor: Actor, terms: Terms, work: Work
) -> Application:
    """Within the mandate it asks for its money at once; else people decide (F08)."""
    current = (agreed.line.id, agreed.rule_set_version)
    rules = (await RuleSets(work.db).of([current]))[current]
    decide_by = due(terms.decide, work.now)
    submitted = submit(draft, rules, agreed.rule_set_version, decide_by, work.now)
    await _keep(Change(draft, submitted, Step.SUBMIT, actor), work)
    refused = _refused(submitted, agreed, rules, work)
    if refused is not None:
        await _keep(refused, work)
        return refused.after
    if submitted.within_mandate:
        work.announce(allotment_requested(submitted, work.now))
    return submitted


def _refused(submitted: Application, agreed: Agreed, rules: RuleSet, work: Work) -> Change | None:
    """A decision, with its reason: whoever was kept out is counted (R13)."""
    day = work.now.astimezone(AMSTERDAM).date()
    form, cents = submitted.legal_form, submitted.requested_cents
    reason = why_refused(rules, agreed.programme, form, cents, day)
    if reason is None:
        return None
    rejected = reject(submitted, Step.REFUSE, reason, work.now)
    return Change(submitted, rejected, Step.REFUSE, reason=reason)


async def _keep(change: Change, work: Work) -> None:
    work.announce(*(event for _, event in await apply([change], {}, work)))
