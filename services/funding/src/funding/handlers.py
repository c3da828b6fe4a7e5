"""What funding does when it hears something."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from chassis.kafka.handlers import Because, because, hears
from chassis.work import Work
from contracts.budgets import AllotmentRequested
from contracts.event import Event
from contracts.privacy import DataSubjectErased
from contracts.vocabulary import RejectionReason

from funding.apply import apply
from funding.domain.allotment import Allotment, Request, allot
from funding.domain.application import Application
from funding.domain.budget import BudgetLine
from funding.domain.change import Change
from funding.domain.life_cycle import State, Step
from funding.domain.rules import RuleSet
from funding.domain.steps import award, reject
from funding.repository.applications import Applications
from funding.repository.budget_lines import BudgetLines
from funding.repository.rule_sets import RuleSets, Version
from funding.repository.vault import Vault


@hears(AllotmentRequested, together=True)
async def allot_budget(requested: Sequence[AllotmentRequested], work: Work) -> Sequence[Because]:
    """Award within the mandate, in order of arrival, for as far as the money goes (F08, P14).

    Applications are locked before lines, as everywhere: nobody waits in a circle. That a partition
    has one reader does not lock a line: two readers overlap while the group is dealt anew.
    """
    causes = {request.application_id: request for request in requested}
    found = await Applications(work.db).lock(list(causes))
    waiting = [found[each] for each in causes if each in found and _is_waiting(found[each])]
    if not waiting:
        return []
    rules = await RuleSets(work.db).of(_version(each) for each in waiting)
    lines = await BudgetLines(work.db).lock({each.budget_line_id for each in waiting})
    allotted = _allot(waiting, lines, rules)
    changes = [_change(each, allotted[each.id], rules[_version(each)], work) for each in waiting]
    events = await apply(changes, lines, work)
    return [because(causes[application_id], event) for application_id, event in events]


@hears(DataSubjectErased)
async def forget(erased: Sequence[DataSubjectErased], work: Work) -> list[Event]:
    """What was written in applications for the provider goes; amounts and decisions stay."""
    await Vault(work.db).erase({person.provider_id for person in erased})
    return []


def _is_waiting(application: Application) -> bool:
    """Not when it was withdrawn, or people took it up, in the meantime."""
    return application.state is State.SUBMITTED and application.within_mandate


def _version(application: Application) -> Version:
    return application.budget_line_id, application.rule_set_version


def _allot(
    waiting: Sequence[Application],
    lines: Mapping[UUID, BudgetLine],
    rules: Mapping[Version, RuleSet],
) -> dict[UUID, Allotment]:
    runs: dict[UUID, list[Request]] = {}
    for each in waiting:
        request = Request(each.id, each.requested_cents, rules[_version(each)].when_short)
        runs.setdefault(each.budget_line_id, []).append(request)
    return {
        allotment.application_id: allotment
        for line_id, run in runs.items()
        for allotment in allot(run, lines[line_id].available_cents)
    }


def _change(before: Application, allotted: Allotment, rules: RuleSet, work: Work) -> Change:
    if allotted.cents:
        after = award(before, Step.ALLOT, allotted.cents, rules.award_condition, work.now)
        return Change(before, after, Step.ALLOT)
    reason = RejectionReason.CEILING_REACHED
    after = reject(before, Step.ALLOT, reason, work.now)
    return Change(before, after, Step.ALLOT, reason=reason)
