"""Who may be asked about a question and in which order, and whose facts are needed for that."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from uuid import UUID

from contracts.vocabulary import QuestionKind

from routing.assignment.domain.commitments import LEVELS
from routing.assignment.domain.network import Network
from routing.assignment.domain.obstacles import Candidate
from routing.assignment.domain.rules import Rule
from routing.case.question import Question

CandidateOrder = list[list[Candidate]]
"""The first group goes first; those in a group are equals."""


def candidate_order(question: Question, rule: Rule | None, network: Network) -> CandidateOrder:
    """The rule's receivers, then who committed itself; for guidance the adviser alone (S1, P32)."""
    if question.kind is QuestionKind.PROCESS_GUIDANCE:
        advisers = network.advisers.get(question.municipality_code, ())
        return list(_each_once([[Candidate(a.organisation_id, a.ground) for a in advisers]]))
    named = _named(rule) if rule else []
    return list(_each_once([*named, *_committed(question, network)]))


def _named(rule: Rule) -> CandidateOrder:
    return [[Candidate(each, rule.ground) for each in group] for group in rule.receivers]


def _committed(question: Question, network: Network) -> Iterator[list[Candidate]]:
    fitting = (each for each in network.commitments_for(question) if each.duty in LEVELS)
    ranked = sorted(fitting, key=lambda each: each.rank)
    for _, group in groupby(ranked, key=lambda each: each.rank):
        yield [Candidate(c.organisation_id, c.ground, LEVELS[c.duty]) for c in group]


def _each_once(groups: Iterable[list[Candidate]]) -> Iterator[list[Candidate]]:
    """By the first mention; within a group in an order that the data's own does not change."""
    seen: set[UUID] = set()
    for group in groups:
        fresh = {}
        for each in sorted(group, key=lambda c: (c.organisation_id, c.ground.ground_id)):
            if each.organisation_id not in seen:
                seen.add(each.organisation_id)
                fresh[each.organisation_id] = each
        if fresh:
            yield list(fresh.values())


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
