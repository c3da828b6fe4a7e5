"""Recording the network: what the administrators of the municipalities agreed on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from typing import Final
from uuid import UUID, uuid5

from chassis.clocks.terms import AMSTERDAM
from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.network import RoutingRuleRecorded
from contracts.problems import Problem as Flaw

from routing.assignment.domain.rules import Rule
from routing.assignment.repository.rules import RecordedRule, Rules
from routing.network.repository.organisations import Organisations

RULE_BEGINS: Final = "rule_begins"
"""The clock of a version of a rule: from then on it places questions that wait."""


async def record_rule(rule: Rule, work: Work) -> RecordedRule:
    """Make it the next version, unless it says what the last one says."""
    rules = Rules(work.db)
    await rules.record_alone()
    history = await rules.history(rule.rule_id)
    if history and replace(rule, version=history[-1].rule.version) == history[-1].rule:
        return history[-1]
    recorded = RecordedRule(replace(rule, version=await rules.next_version(rule.rule_id)), work.now)
    await rules.add(recorded)
    await work.clocks.start([_beginning(recorded.rule, work.now)])
    work.announce(_fact(recorded.rule, work.now))
    return recorded


async def rule_flaws(rule: Rule, work: Work) -> list[Flaw]:
    """Everything that is wrong with a rule: who is unknown or named twice, when it would end."""
    named = dict(_named(rule))
    known = await Organisations(work.db).names(set(named.values()))
    unknown = [pointer for pointer, organisation in named.items() if organisation not in known]
    flaws = [Flaw(pointer=pointer, detail=UNKNOWN) for pointer in unknown]
    flaws += [Flaw(pointer=pointer, detail=TWICE) for pointer in _repeated(rule)]
    if rule.valid_until is not None and rule.valid_until < rule.valid_from:
        flaws.append(Flaw(pointer="#/valid_until", detail=ENDS_FIRST))
    return flaws


UNKNOWN: Final = "Deze organisatie is niet bekend in het netwerk."
TWICE: Final = "Deze organisatie staat er al."
ENDS_FIRST: Final = "Dit ligt vóór de eerste dag waarop de regel geldt."


def _named(rule: Rule) -> Iterator[tuple[str, UUID]]:
    """Each organisation in the rule, by the pointer to where it stands."""
    if rule.entry_organisation_id:
        yield "#/entry_organisation_id", rule.entry_organisation_id
    if rule.via_organisation_id:
        yield "#/via_organisation_id", rule.via_organisation_id
    yield "#/escalate_to_organisation_id", rule.escalate_to_organisation_id
    yield from _receivers(rule)


def _receivers(rule: Rule) -> Iterator[tuple[str, UUID]]:
    for place, group in enumerate(rule.receivers):
        for position, each in enumerate(group):
            within = f"/{position}" if len(group) > 1 else ""
            yield f"#/receivers/{place}{within}", each


def _repeated(rule: Rule) -> Iterator[str]:
    seen: set[UUID] = set()
    for pointer, organisation in _receivers(rule):
        if organisation in seen:
            yield pointer
        seen.add(organisation)


def _beginning(rule: Rule, now: datetime) -> Clock:
    first = datetime.combine(rule.valid_from, time(), AMSTERDAM)
    about = {"rule_id": str(rule.rule_id), "version": str(rule.version)}
    subject = uuid5(rule.rule_id, f"version {rule.version}")
    return Clock(RULE_BEGINS, subject, max(first, now), about)


def _fact(rule: Rule, now: datetime) -> RoutingRuleRecorded:
    return RoutingRuleRecorded(
        organisation_id=rule.receivers[0][0],
        rule_id=rule.rule_id,
        rule_version=rule.version,
        theme=rule.theme,
        provider_kind=rule.provider_kind,
        valid_from=rule.valid_from,
        municipality_code=rule.municipality_code,
        version=rule.version,
        occurred_at=now,
    )
