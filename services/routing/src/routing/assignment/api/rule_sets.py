"""A whole set of routing rules: what it leaves open, and how questions would go by it."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Final
from uuid import UUID, uuid5

from chassis.http.problems import BadRequest
from chassis.http.router import Begin, Router
from chassis.work import Work
from contracts.problems import Problem as Flaw
from contracts.vocabulary import ProviderKind, Theme
from pydantic import BaseModel, Field

from routing.assignment.api.rules import RoutingRuleEntry
from routing.assignment.domain.dry_run import suppose
from routing.assignment.domain.network import Network
from routing.assignment.domain.rule_check import check_rules
from routing.assignment.domain.rules import Rule
from routing.assignment.record_rule import rule_flaws
from routing.assignment.repository.network import Networks
from routing.case.question import Question
from routing.case.repository import PastQuestions
from routing.shared.http import Administrator, MunicipalityCode, Shape, must_administer

router = Router(prefix="/municipalities/{municipality_code}", tags=["deciding"])

MOST_RULES: Final = 200
MOST_QUESTIONS: Final = 2000
A_MONTH: Final = timedelta(days=31)
PROPOSED: Final = UUID("0199a020-0000-7000-8000-000000000003")
"""The namespace of the ids of rules that are not recorded."""
ELSEWHERE: Final = "Deze regel is voor een andere gemeente."


class RuleSet(Shape):
    rules: Annotated[list[RoutingRuleEntry], Field(max_length=MOST_RULES)]


class UncoveredView(BaseModel):
    theme: Theme
    provider_kind: ProviderKind


class RuleCheckView(BaseModel):
    gaps: list[UncoveredView]
    """Questions for which there is no rule, wherever they come in."""
    doubles: list[tuple[int, int]]
    """Places in the list of two rules for the same questions at the same time."""


class ShareView(BaseModel):
    organisation_id: UUID | None
    """None: nobody would be asked."""
    questions: int


class WentView(BaseModel):
    question_id: UUID
    before: UUID | None
    after: UUID | None


class DryRunView(BaseModel):
    questions: int
    moved: int
    before: list[ShareView]
    """By the rules of today, with today's network."""
    after: list[ShareView]
    went: list[WentView]


@router.post("/routing-rules/check", summary="Every gap and double of a set of routing rules")
async def post_rule_check(
    municipality_code: MunicipalityCode, entry: RuleSet, caller: Administrator, work: Begin
) -> RuleCheckView:
    must_administer(caller, [municipality_code])
    rules = await _proposed(municipality_code, entry, work)
    found, places = check_rules(rules), {rule.rule_id: n for n, rule in enumerate(rules)}
    doubles = [
        tuple(sorted((places[rule_id], places[other_id]))) for rule_id, other_id in found.doubles
    ]
    return RuleCheckView.model_validate(
        {"gaps": found.gaps, "doubles": sorted(doubles)}, from_attributes=True
    )


@router.post("/routing-dry-run", summary="How the questions of last month would go by these rules")
async def post_dry_run(
    municipality_code: MunicipalityCode, entry: RuleSet, caller: Administrator, work: Begin
) -> DryRunView:
    """Nothing is changed; nobody is busy at the start."""
    must_administer(caller, [municipality_code])
    proposed = await _proposed(municipality_code, entry, work)
    since = work.now - A_MONTH
    questions = await PastQuestions(work.db).of(municipality_code, since, MOST_QUESTIONS)
    as_is = await Networks(work.db).rules_of(municipality_code, work.now)
    run = suppose(
        questions,
        await _network(municipality_code, as_is, questions, work),
        await _network(municipality_code, proposed, questions, work),
    )
    return DryRunView(
        questions=len(run.went),
        moved=run.moved,
        before=_shares(run.before),
        after=_shares(run.after),
        went=[WentView.model_validate(rule_id, from_attributes=True) for rule_id in run.went],
    )


async def _network(
    code: str, rules: Sequence[Rule], questions: Sequence[Question], work: Work
) -> Network:
    network = await Networks(work.db).by({code: rules}, questions, work.now)
    network.loads.clear()
    return network


async def _proposed(code: str, entry: RuleSet, work: Work) -> list[Rule]:
    rules = [each.rule(uuid5(PROPOSED, str(n))) for n, each in enumerate(entry.rules)]
    flaws: list[Flaw] = []
    for place, rule in enumerate(rules):
        if rule.municipality_code != code:
            pointer = f"#/rules/{place}/municipality_code"
            flaws.append(Flaw(pointer=pointer, detail=ELSEWHERE))
        for flaw in await rule_flaws(rule, work):
            within = flaw.pointer.removeprefix("#")
            flaws.append(Flaw(pointer=f"#/rules/{place}{within}", detail=flaw.detail))
    if flaws:
        detail = f"Aantal fouten: {len(flaws)}."
        raise BadRequest("invalid-rules", "Deze regels kloppen niet.", detail, errors=flaws)
    return rules


def _shares(counted: Counter[UUID | None]) -> list[ShareView]:
    return [ShareView(organisation_id=who, questions=n) for who, n in counted.most_common()]
