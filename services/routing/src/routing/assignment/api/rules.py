"""Routing rules: recorded, versioned, valid from a day on (S1, P18 and P19)."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from chassis.http.problems import BadRequest, NotFound
from chassis.http.router import Begin, Router
from contracts.shapes import Day
from contracts.vocabulary import HandoverMode, ProviderKind, Theme
from fastapi import Response, status
from pydantic import BaseModel, Field

from routing.assignment.domain.rules import Rule
from routing.assignment.record_rule import record_rule, rule_flaws
from routing.assignment.repository.rules import RecordedRule, Rules
from routing.shared.http import (
    WITH_A_TOKEN,
    Administrator,
    MunicipalityCode,
    Shape,
    must_administer,
)
from routing.shared.pagination import Paged

router = Router(prefix="/routing-rules", tags=["routing rules"])

MOST_RECEIVERS = 100

Equals = Annotated[list[UUID], Field(min_length=1, max_length=MOST_RECEIVERS)]


class RoutingRuleEntry(Shape):
    municipality_code: MunicipalityCode
    entry_organisation_id: UUID | None = None
    """Only for questions that come in at this organisation."""
    theme: Theme | None = None
    provider_kind: ProviderKind | None = None
    via_organisation_id: UUID | None = None
    """The POS office that is the way in for entrepreneurs."""
    receivers: Annotated[list[UUID | Equals], Field(min_length=1, max_length=MOST_RECEIVERS)]
    """In order of preference; in a list within it are equals, of which the least busy is asked."""
    escalate_to_organisation_id: UUID
    mode: HandoverMode = HandoverMode.WARM
    valid_from: Day
    valid_until: Day | None = None
    """The last day on which it holds."""

    def rule(self, rule_id: UUID) -> Rule:
        groups = ([r] if isinstance(r, UUID) else r for r in self.receivers)
        return Rule(
            **dict(self) | {"receivers": tuple(map(tuple, groups))}, rule_id=rule_id, version=1
        )


class RoutingRuleView(BaseModel):
    rule_id: UUID
    version: int
    municipality_code: str
    entry_organisation_id: UUID | None
    theme: Theme | None
    provider_kind: ProviderKind | None
    via_organisation_id: UUID | None
    receivers: list[UUID | list[UUID]]
    escalate_to_organisation_id: UUID
    mode: HandoverMode
    valid_from: date
    valid_until: date | None
    recorded_at: datetime


@router.put(
    "/{rule_id}",
    summary="Record the next version of a routing rule",
    responses={status.HTTP_201_CREATED: {"model": RoutingRuleView}},
)
async def put_routing_rule(
    rule_id: UUID, entry: RoutingRuleEntry, caller: Administrator, work: Begin, response: Response
) -> RoutingRuleView:
    rules = Rules(work.db)
    before = {recorded.rule.municipality_code for recorded in await rules.history(rule_id)}
    must_administer(caller, [entry.municipality_code, *before])
    rule = entry.rule(rule_id)
    if flaws := await rule_flaws(rule, work):
        raise BadRequest(
            "invalid-rule", "Deze regel klopt niet.", f"Aantal fouten: {len(flaws)}.", errors=flaws
        )
    response.status_code = status.HTTP_200_OK if before else status.HTTP_201_CREATED
    return _view(await record_rule(rule, work))


@router.get("/{rule_id}", summary="The last version of a routing rule", dependencies=WITH_A_TOKEN)
async def get_routing_rule(rule_id: UUID, work: Begin) -> RoutingRuleView:
    return (await _history(rule_id, work))[-1]


@router.get(
    "/{rule_id}/versions",
    summary="All versions of a routing rule, the first one first",
    dependencies=WITH_A_TOKEN,
)
async def list_routing_rule_versions(rule_id: UUID, work: Begin) -> list[RoutingRuleView]:
    return await _history(rule_id, work)


@router.get("", summary="The last version of each routing rule", dependencies=WITH_A_TOKEN)
async def list_routing_rules(page: Paged, work: Begin) -> list[RoutingRuleView]:
    return [_view(r) for r in await Rules(work.db).latest(page.code, page.most, page.passed)]


async def _history(rule_id: UUID, work: Begin) -> list[RoutingRuleView]:
    history = await Rules(work.db).history(rule_id)
    if not history:
        raise NotFound("no-such-rule", "Deze routeringsregel is er niet.")
    return [_view(recorded) for recorded in history]


def _view(recorded: RecordedRule) -> RoutingRuleView:
    rule = recorded.rule
    values = {name: getattr(rule, name, None) for name in RoutingRuleView.model_fields}
    receivers = [group[0] if len(group) == 1 else list(group) for group in rule.receivers]
    return RoutingRuleView.model_validate(
        {**values, "receivers": receivers, "recorded_at": recorded.recorded_at}
    )
