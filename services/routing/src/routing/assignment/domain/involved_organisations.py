"""The organisations of which something must be known to decide about some questions."""

from collections.abc import Iterable
from uuid import UUID

from routing.assignment.domain.candidate_order import candidate_order
from routing.assignment.domain.network import Network
from routing.case.question import Question


def involved_organisations(questions: Iterable[Question], network: Network) -> set[UUID]:
    """All that may be asked, that decide, or that the handover goes via."""
    named: set[UUID] = set()
    for question in questions:
        rule = network.rule_for(question)
        for group in candidate_order(question, rule, network):
            named.update(candidate.organisation_id for candidate in group)
        named.update(network.named_to_decide(question, rule))
        if rule and rule.via_organisation_id:
            named.add(rule.via_organisation_id)
    return named


def compared(questions: Iterable[Question], network: Network) -> set[UUID]:
    """Those whose work counts: they have equals, or can have no more than so much."""
    equals: set[UUID] = set()
    for question in questions:
        for group in candidate_order(question, network.rule_for(question), network):
            if len(group) > 1:
                equals.update(candidate.organisation_id for candidate in group)
    return equals.union(each for each, partner in network.partners.items() if partner.has_a_limit)
